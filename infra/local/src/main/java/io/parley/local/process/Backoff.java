package io.parley.local.process;

import java.time.Duration;

/** How long to wait before a part is started again: doubling, and an end after too many starts that came to nothing. */
public record Backoff(Duration first, Duration most, int attempts) {

    /** The wait before the given attempt, counted from 1. */
    public Duration before(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        return Duration.ofMillis(Math.min(doubled, most.toMillis()));
    }

    public boolean exhausted(int attempt) {
        return attempt > attempts;
    }
}
