package io.parley.replay.export;

import io.parley.local.Trouble;
import java.time.Instant;

/** Event times from inclusive, to exclusive. */
record Span(Instant from, Instant to) {
    Span {
        if (!from.isBefore(to)) {
            throw new Trouble(
                    "--from " + from + " is not before --to " + to + ".", "The range is from inclusive, to exclusive.");
        }
    }

    boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
