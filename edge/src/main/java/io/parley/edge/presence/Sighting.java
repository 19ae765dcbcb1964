package io.parley.edge.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Redis knows of a user at one moment, as {@code presence.lua} words it, in its answers and on its channels.
 *
 * @param version rises with every change; what bears a lower one is older
 * @param left how long an online user stays so without another word from an edge
 * @param changed whether this is a change, which was published
 */
record Sighting(boolean online, long version, @Nullable Instant lastSeen, Duration left, boolean changed) {
    private static final int WORDS = 5;

    static Sighting parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("not a sighting: " + text);
        }
        long at = Long.parseLong(words[2]);
        return new Sighting(
                words[0].equals("online"),
                Long.parseLong(words[1]),
                at == 0 ? null : Instant.ofEpochMilli(at),
                Duration.ofMillis(Long.parseLong(words[3])),
                words[4].equals("1"));
    }
}
