package io.parley.edge.store;

import io.parley.avro.FactTopic;

/**
 * Stamps of the newest facts of a chat: as written to the tables ({@code upto}), or as told to a user ({@code told}).
 * Tables that cover what a user was told can be shown without contradicting it. 0 is before everything.
 */
public record Reached(long messages, long members, long marks) {
    public static final Reached NOTHING = new Reached(0, 0, 0);

    public boolean covers(Reached other) {
        return messages >= other.messages && members >= other.members && marks >= other.marks;
    }

    public long of(FactTopic topic) {
        return switch (topic) {
            case MESSAGES -> messages;
            case MEMBERS -> members;
            case MARKS -> marks;
        };
    }
}
