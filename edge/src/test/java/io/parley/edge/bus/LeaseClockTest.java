package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
    private static final Holding HOLDING = new Holding(2, 5);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final LeaseClock clock = new LeaseClock(Duration.ofSeconds(3), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nothing_is_held_before_a_claim() {
        assertThat(clock.holding()).isNull();
        assertThat(clock.holds(5)).isFalse();
    }

    @Test
    void a_claim_holds_for_a_lease_time_from_its_start() {
        clock.claimed(HOLDING, nanos.get());

        pass(Duration.ofMillis(2_999));
        assertThat(clock.holding()).isEqualTo(HOLDING);
        assertThat(clock.holds(5)).isTrue();
        assertThat(clock.holds(4)).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(clock.holding()).isNull();
    }

    @Test
    void a_renewal_counts_from_when_it_began() {
        clock.claimed(HOLDING, nanos.get());
        long began = nanos.get();
        pass(Duration.ofSeconds(2));

        assertThat(clock.renewed(HOLDING, began + 1)).isTrue();

        pass(Duration.ofSeconds(1).plusNanos(1));
        assertThat(clock.holding()).isNull();
    }

    @Test
    void a_paused_edge_that_wakes_holds_nothing_and_cannot_renew() {
        clock.claimed(HOLDING, nanos.get());
        pass(Duration.ofMinutes(1));

        assertThat(clock.holds(5)).isFalse();
        assertThat(clock.renewed(HOLDING, nanos.get())).isFalse();
        assertThat(clock.holding()).isNull();
    }

    @Test
    void a_lapse_that_nobody_looked_at_stays_a_lapse() {
        clock.claimed(HOLDING, nanos.get());
        pass(Duration.ofSeconds(4));

        assertThat(clock.renewed(HOLDING, nanos.get())).isFalse();
        assertThat(clock.holds(5)).isFalse();
    }

    @Test
    void what_was_lost_is_held_again_only_by_a_new_claim() {
        clock.claimed(HOLDING, nanos.get());
        clock.lost();
        assertThat(clock.renewed(HOLDING, nanos.get())).isFalse();

        clock.claimed(new Holding(2, 6), nanos.get());

        assertThat(clock.holds(5)).isFalse();
        assertThat(clock.holds(6)).isTrue();
    }
}
