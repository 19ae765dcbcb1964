package io.parley.topology.chat;

import io.parley.avro.GroupStatus;
import io.parley.avro.state.ToldStatus;
import io.parley.topology.state.MessageIds;
import org.jspecify.annotations.Nullable;

/** How far a sender's message is in a group: what one {@code status} event says. */
record StatusLine(Status status, long message, int deliveredBy, int readBy, int of) {

    /** In the order in which they are told when all are due, each the word of the wire contract in capitals. */
    enum Status {
        READ("read"),
        DELIVERED("delivered"),
        SENT("sent");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** With nobody who counts a message stays sent. */
    static StatusLine of(long message, int deliveredBy, int readBy, int of) {
        Status status =
                of > 0 && readBy == of ? Status.READ : of > 0 && deliveredBy == of ? Status.DELIVERED : Status.SENT;
        return new StatusLine(status, message, deliveredBy, readBy, of);
    }

    boolean is(@Nullable ToldStatus told) {
        return toTold().equals(told);
    }

    ToldStatus toTold() {
        return new ToldStatus(message, deliveredBy, readBy, of);
    }

    GroupStatus toEvent(MessageIds ids, String chatId) {
        return new GroupStatus(ids.of(chatId, message), status.word(), deliveredBy, readBy, of);
    }
}
