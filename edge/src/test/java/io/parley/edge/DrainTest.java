package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Test
    void few_sessions_do_not_hold_up_the_end() {
        assertThat(Drain.dueAt(1, 2, GRACE)).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void many_sessions_end_evenly_over_the_grace_time() {
        assertThat(Drain.dueAt(0, 10_000, GRACE)).isZero();
        assertThat(Drain.dueAt(5_000, 10_000, GRACE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Drain.dueAt(9_999, 10_000, GRACE)).isLessThan(GRACE);
    }

    @Test
    void without_a_grace_time_all_end_at_once() {
        assertThat(Drain.dueAt(9_999, 10_000, Duration.ZERO)).isZero();
    }
}
