package io.parley.edge.erasure;

import java.time.Duration;
import java.time.Instant;

/**
 * When which edge looks after an erasure. Each has its own moment in a sweep, so that one walks and the others find it
 * done; an edge that is gone leaves the walk to the next, and none has to know of any other.
 *
 * @param every how long a sweep is
 */
record Turns(Duration every) {
    private static final int WORD = 32;

    /** 2^32 through the golden ratio: short names differ in their low bits alone, and the high ones are what counts. */
    private static final int GOLDEN = 0x9E3779B9;

    /**
     * How long after the beginning of a sweep. The slots that are held are mostly neighbours: with their bits reversed (van
     * der Corput's sequence) any that follow each other lie apart. The user moves them all, so that no edge is always first.
     */
    Duration place(int slot, String user) {
        long place = Integer.toUnsignedLong(Integer.reverse(slot) + user.hashCode() * GOLDEN);
        return Duration.ofMillis(place * every.toMillis() >>> WORD);
    }

    /**
     * Whether this edge's turn came between two looks, the later one included. The first one comes a sweep after the erasure,
     * then there is one each sweep.
     */
    boolean isDue(Instant erasedAt, int slot, String user, Instant before, Instant now) {
        Instant start = erasedAt.plus(place(slot, user));
        long round = round(start, now);
        return round >= 1 && round > round(start, before);
    }

    private long round(Instant start, Instant at) {
        return Math.floorDiv(Duration.between(start, at).toMillis(), every.toMillis());
    }
}
