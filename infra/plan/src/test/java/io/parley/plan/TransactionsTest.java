package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.plan.Transactions.Writers;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What exactly-once costs, worked by hand. */
class TransactionsTest {
    private static final double CYCLE = 0.010;
    private static final double LINGER = 0.005;

    @Test
    void half_a_million_markers_at_256_threads_and_10_ms() {
        // 256 threads × 100 commits a second × 20 partitions.
        assertThat(Transactions.atMost(256, 0.010, 20)).isEqualTo(512_000);
    }

    @Test
    void a_busy_cluster_marks_every_partition_that_every_thread_may_write_at_every_commit() {
        // So much load that nothing is ever left out: 4 threads commit 100 times a second; each of 8 shards marks its
        // one
        // topic of its own, each thread all 8 inboxes and all 10 slots, and the offsets get one of each commit.
        Transactions busy = of(load(1e9), new Writers(8, 4, 1, 10, 1));

        assertThat(busy.commits()).isCloseTo(400, percent(0.1));
        assertThat(busy.ownMarkers()).isCloseTo(800, percent(0.1));
        assertThat(busy.inboxMarkers()).isCloseTo(3_200, percent(0.1));
        assertThat(busy.slotMarkers()).isCloseTo(4_000, percent(0.1));
        assertThat(busy.markers()).isCloseTo(800 + 3_200 + 4_000 + 400, percent(0.1));
        // A commit of a thread: its 2 shards' topic, 8 inboxes, 10 slots, and the offsets.
        assertThat(busy.partitionsPerCommit()).isCloseTo(2 + 8 + 10 + 1, percent(0.1));
        assertThat(busy.appends()).isCloseTo(2 * busy.markers() + 4 * 400 + 10 * 8 / LINGER, percent(0.1));
    }

    @Test
    void an_idle_cluster_marks_as_often_as_something_is_written() {
        // One message a second, with one record in each topic: nothing meets anything else in a commit.
        Transactions idle = of(load(1), new Writers(8, 4, 1, 10, 1));

        assertThat(idle.slotMarkers()).isCloseTo(1, percent(1));
        assertThat(idle.commits()).isCloseTo(2, percent(1));
    }

    @Test
    void two_cells_halve_the_slots_of_a_thread_and_the_offsets_of_a_partition() {
        Transactions one = of(load(1e9), new Writers(8, 4, 1, 10, 1));
        Transactions two = of(load(1e9), new Writers(8, 4, 1, 10, 2));

        assertThat(two.slotMarkers()).isCloseTo(one.slotMarkers() / 2, percent(0.1));
        assertThat(two.offsetAppends()).isCloseTo(one.offsetAppends() / 2, percent(0.1));
        assertThat(two.inboxMarkers()).isCloseTo(one.inboxMarkers(), percent(0.1));
    }

    @Test
    void a_delivery_waits_half_a_cycle_alone_and_nearly_a_whole_one_among_many() {
        Transactions alone = new Transactions(1, 0, 0, 0, 0, 0, 0, 10, 1, CYCLE);
        // 40,000 markers a second over 10 slots: 4,000 in each, 40 open in 10 ms.
        Transactions among = new Transactions(1, 0, 0, 40_000, 0, 0, 0, 10, 1, CYCLE);

        assertThat(alone.visibleSeconds()).isCloseTo(0.005, Offset.offset(1e-9));
        assertThat(among.openInASlot()).isCloseTo(40, Offset.offset(1e-9));
        assertThat(among.visibleSeconds()).isCloseTo(0.010 * 41 / 42, Offset.offset(1e-9));
    }

    @Test
    void a_lost_thread_holds_back_the_edges_that_it_wrote_to_and_no_other_cell() {
        // 20 slots a commit, half of them written to at any moment: 10 of 100, and of 10 in its own cell at most all
        // 10.
        Transactions one = new Transactions(10, 0, 0, 200, 0, 0, 0, 100, 1, CYCLE);
        Transactions ten = new Transactions(10, 0, 0, 200, 0, 0, 0, 100, 10, CYCLE);

        assertThat(one.edgesHeldBackBy(1)).isCloseTo(0.0956, Offset.offset(1e-3)); // 1 - 0.99^10
        assertThat(ten.edgesHeldBackBy(100)).isCloseTo(0.1, Offset.offset(1e-3));
    }

    @Property
    void a_longer_interval_never_costs_more_and_more_load_never_less(
            @ForAll @DoubleRange(min = 1, max = 1e6) double rate,
            @ForAll @IntRange(min = 1, max = 512) int threads,
            @ForAll @IntRange(min = 1, max = 300) int slots) {
        Writers who = new Writers(512, threads, 1, slots, 1);
        Transactions now = of(load(rate), who);
        Transactions longer = Transactions.of(load(rate), who, 2 * CYCLE, LINGER, Given.simple());

        assertThat(longer.markers()).isLessThanOrEqualTo(now.markers() * (1 + 1e-9));
        assertThat(of(load(2 * rate), who).markers()).isGreaterThanOrEqualTo(now.markers() * (1 - 1e-9));
        assertThat(now.slotMarkers()).isLessThanOrEqualTo(Transactions.atMost(threads, CYCLE, slots) * (1 + 1e-9));
    }

    /** One record a message in a topic of the shard's own, an inbox, a slot, and what edges write. */
    private static Work load(double rate) {
        Size one = new Size(1, 100);
        return new Work(Map.of(Work.RAW, one, Work.MESSAGES, one, Work.INBOX, one, Work.DELIVERY, one)).times(rate);
    }

    private static Transactions of(Work second, Writers who) {
        return Transactions.of(second, who, CYCLE, LINGER, Given.simple());
    }

    private static Percentage percent(double percent) {
        return Percentage.withPercentage(percent);
    }
}
