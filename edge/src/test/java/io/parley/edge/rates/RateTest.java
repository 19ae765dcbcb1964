package io.parley.edge.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = -7 * SECOND;
    private final Rate rate = new Rate(10, 3, 1_000, () -> now);

    private boolean takes(String key) {
        return rate.take(key, 1).isZero();
    }

    @Test
    void a_burst_passes_and_then_so_many_a_second() {
        assertThat(takes("ann")).isTrue();
        assertThat(takes("ann")).isTrue();
        assertThat(takes("ann")).isTrue();

        assertThat(rate.take("ann", 1)).isGreaterThan(Duration.ZERO).isLessThanOrEqualTo(Duration.ofMillis(101));
        now += SECOND / 10;
        assertThat(takes("ann")).isTrue();
        assertThat(takes("ann")).isFalse();
    }

    @Test
    void who_waits_as_long_as_told_passes() {
        takes("ann");
        rate.take("ann", 2);

        now += rate.take("ann", 3).toNanos();

        assertThat(rate.take("ann", 3)).isZero();
    }

    @Test
    void one_key_takes_nothing_from_another() {
        rate.take("ann", 3);

        assertThat(takes("ann")).isFalse();
        assertThat(takes("bob")).isTrue();
    }

    @Test
    void what_was_not_used_is_there_again_up_to_the_burst() {
        rate.take("ann", 3);
        now += 100 * SECOND;

        assertThat(rate.take("ann", 3)).isZero();
        assertThat(takes("ann")).isFalse();
    }

    @Test
    void what_weighs_more_takes_more_and_never_more_than_the_burst() {
        assertThat(rate.take("ann", 2)).isZero();
        assertThat(rate.take("ann", 2)).isPositive();
        assertThat(takes("ann")).isTrue();

        now += 100 * SECOND;
        assertThat(rate.take("ann", 1_000)).isZero();
        assertThat(takes("ann")).isFalse();
    }

    @Test
    void without_limits_everything_passes() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(Rate.UNLIMITED.take("ann", 100)).isZero();
        }
    }
}
