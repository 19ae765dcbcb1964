package io.parley.topology.inbox;

import io.parley.avro.state.StreamRow;
import org.jspecify.annotations.Nullable;

/** The newest event of a user's stream: seq 0 and no row before the first. */
public record Head(long seq, @Nullable StreamRow row) {
    static final Head NONE = new Head(0, null);

    /** Bytes of all events so far. */
    long total() {
        return row == null ? 0 : row.getTotal();
    }

    long oldest() {
        return row == null ? 1 : row.getOldest();
    }

    long base() {
        return row == null ? 0 : row.getBase();
    }
}
