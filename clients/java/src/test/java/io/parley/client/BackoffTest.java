package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waits_grow_with_failures_stay_under_the_ceiling_and_start_anew_after_a_reset() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), new Random(1));

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(200));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        }

        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
