package io.parley.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Instant FIRST = Instant.parse("2026-11-28T10:00:00Z");
    private static final Outcome.Later LATER = new Outcome.Later("HTTP 500", Duration.ZERO);

    private static Retries retries(double random) {
        return new Retries(
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                () -> random);
    }

    private static Optional<Duration> waitAt(double random, int attempt) {
        return retries(random).waitAfter(attempt, FIRST, LATER, FIRST);
    }

    @Test
    void waits_are_shortened_at_random_by_up_to_a_half() {
        assertThat(waitAt(0, 3)).contains(Duration.ofSeconds(2));
        assertThat(waitAt(0.5, 3)).contains(Duration.ofSeconds(3));
        assertThat(waitAt(1, 3)).contains(Duration.ofSeconds(4));
    }

    @Test
    void they_grow_no_longer_than_the_longest() {
        assertThat(waitAt(1, 7)).contains(Duration.ofSeconds(60));
        assertThat(waitAt(1, 10_000)).contains(Duration.ofSeconds(60));
    }

    @Test
    void a_receiver_may_ask_for_more_up_to_a_bound() {
        Outcome.Later soon = new Outcome.Later("HTTP 429", Duration.ofSeconds(90));
        Outcome.Later never = new Outcome.Later("HTTP 429", Duration.ofDays(400));

        assertThat(retries(1).waitAfter(1, FIRST, soon, FIRST)).contains(Duration.ofSeconds(90));
        assertThat(retries(1).waitAfter(1, FIRST, never, FIRST)).contains(Duration.ofMinutes(5));
    }

    @Test
    void there_is_an_end() {
        Instant late = FIRST.plus(Duration.ofHours(1)).minusSeconds(60);

        assertThat(retries(1).waitAfter(60, FIRST, LATER, late)).contains(Duration.ofSeconds(60));
        assertThat(retries(1).waitAfter(60, FIRST, LATER, late.plusMillis(1))).isEmpty();
    }
}
