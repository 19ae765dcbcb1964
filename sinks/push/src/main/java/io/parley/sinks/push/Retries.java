package io.parley.sinks.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a push is tried. Waits double from the first to the longest, are never shorter than what the platform asks
 * for, and end after so many attempts, or when the message would be too old.
 */
record Retries(int attempts, Duration first, Duration longest, Duration age) {

    /** The wait before the next attempt; empty when there is none. */
    Optional<Duration> waitAfter(int attempt, Push push, Outcome.Later later, Instant now) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        Duration wait = backoff(attempt);
        Duration asked = later.earliest().compareTo(wait) > 0 ? later.earliest() : wait;
        return isTooOld(push, now.plus(asked)) ? Optional.empty() : Optional.of(asked);
    }

    boolean isTooOld(Push push, Instant now) {
        return now.isAfter(push.endsAt(age));
    }

    private Duration backoff(int attempt) {
        Duration wait = first;
        for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
