package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateLimit limit = new RateLimit(10, 3);

    private boolean takes(long now) {
        return limit.take(now).isZero();
    }

    @Test
    void a_burst_passes_and_then_so_many_a_second() {
        long start = -7 * SECOND;
        assertThat(takes(start)).isTrue();
        assertThat(takes(start)).isTrue();
        assertThat(takes(start)).isTrue();

        assertThat(limit.take(start)).isGreaterThan(Duration.ZERO).isLessThanOrEqualTo(Duration.ofMillis(101));
        assertThat(takes(start + SECOND / 10)).isTrue();
        assertThat(takes(start + SECOND / 10)).isFalse();
    }

    @Test
    void what_was_not_used_is_there_again_up_to_the_burst() {
        for (int i = 0; i < 3; i++) {
            takes(0);
        }
        long later = 100 * SECOND;

        assertThat(takes(later)).isTrue();
        assertThat(takes(later)).isTrue();
        assertThat(takes(later)).isTrue();
        assertThat(takes(later)).isFalse();
    }

    @Test
    void what_weighs_more_takes_more_and_never_more_than_the_burst() {
        assertThat(limit.take(0, 2)).isZero();
        assertThat(limit.take(0, 2)).isPositive();
        assertThat(limit.take(0, 1)).isZero();

        assertThat(limit.take(100 * SECOND, 1_000)).isZero();
        assertThat(limit.take(100 * SECOND, 1)).isPositive();
    }
}
