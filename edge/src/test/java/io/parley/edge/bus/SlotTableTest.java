package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Lease;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private static final long SECOND = 1_000_000_000L;

    private final SlotTable table = new SlotTable(Duration.ofSeconds(3));

    private static Lease lease(int slot, long epoch, String edge, boolean released) {
        return new Lease(slot, epoch, edge, Instant.EPOCH, released);
    }

    @Test
    void the_preferred_slot_is_taken_when_it_is_free() {
        assertThat(table.choose(4, 2, null, 0)).hasValue(2);
        assertThat(table.lastEpoch(2)).isZero();
    }

    @Test
    void slots_that_are_held_are_passed_over() {
        table.observe(lease(2, 9, "other", false), 0);
        table.observe(lease(3, 4, "other", true), 0);

        assertThat(table.choose(4, 2, null, SECOND)).hasValue(3);
        assertThat(table.lastEpoch(3)).isEqualTo(4);
    }

    @Test
    void a_slot_that_is_not_renewed_for_a_lease_time_is_free() {
        table.observe(lease(0, 1, "other", false), 0);
        assertThat(table.choose(1, 0, null, 3 * SECOND - 1)).isEmpty();

        assertThat(table.choose(1, 0, null, 3 * SECOND)).hasValue(0);
    }

    @Test
    void a_restarted_edge_takes_its_own_slot_back_at_once() {
        table.observe(lease(1, 8, "edge-1", false), 0);

        assertThat(table.choose(4, 0, "edge-1", 1)).hasValue(1);
        assertThat(table.choose(4, 0, null, 1)).hasValue(0);
    }
}
