package io.parley.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random part of a ceiling that doubles with each failure ("full jitter"),
 * so that thousands who lost one server do not come back at the same moment.
 */
final class Backoff {

    private final Duration first;
    private final Duration ceiling;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration ceiling, RandomGenerator random) {
        this.first = first;
        this.ceiling = ceiling;
        this.random = random;
    }

    Duration next() {
        long bound = first.toMillis() << Math.min(failures, 30);
        failures++;
        long capped = Math.min(bound <= 0 ? Long.MAX_VALUE : bound, ceiling.toMillis());
        return Duration.ofMillis(random.nextLong(capped + 1));
    }

    void reset() {
        failures = 0;
    }
}
