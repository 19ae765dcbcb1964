package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The plan as a whole. */
class PlanTest {

    @Property(tries = 50)
    void more_messages_never_need_fewer_machines(@ForAll @DoubleRange(min = 1_000, max = 100_000) double rate) {
        Plan.Assumed all = Given.defaults();
        Plan plan = Plan.of(all, rate);
        Plan more = Plan.of(all, rate * 1.5);

        assertThat(more.brokers().cores()).isGreaterThan(plan.brokers().cores());
        assertThat(more.topologies().threads())
                .isGreaterThanOrEqualTo(plan.topologies().threads());
        assertThat(more.edges().count()).isGreaterThanOrEqualTo(plan.edges().count());
        assertThat(more.stores().cassandraNodes())
                .isGreaterThanOrEqualTo(plan.stores().cassandraNodes());
        assertThat(more.topologies().shards()).isEqualTo(plan.topologies().shards());
    }

    @Property(tries = 50)
    void threads_stay_below_their_share_when_shards_allow_it(
            @ForAll @DoubleRange(min = 1_000, max = 200_000) double rate) {
        Plan.Assumed all = Given.defaults();
        Plan plan = Plan.of(all, rate);

        assertThat(plan.topologies().utilisation()).isLessThanOrEqualTo(all.machines().targetUtilisation);
    }

    @Test
    void more_users_need_more_of_everything_that_is_kept() {
        Plan.Assumed few = Given.defaults();
        few.load().users = 5e6;
        Plan small = Plan.of(few, few.load().meanMessages());
        Plan large = Plan.of(Given.defaults(), Given.defaults().load().meanMessages());

        assertThat(large.state().total()).isGreaterThan(small.state().total());
        assertThat(large.stores().redisBytes()).isGreaterThan(small.stores().redisBytes());
        assertThat(large.stores().tableBytes()).isGreaterThan(small.stores().tableBytes());
        assertThat(large.stores().fileBytes()).isGreaterThan(small.stores().fileBytes());
        assertThat(large.topologies().shards()).isGreaterThan(small.topologies().shards());
    }

    @Test
    void no_shard_has_more_state_than_can_be_moved() {
        Plan.Assumed all = Given.defaults();

        Plan plan = Plan.of(all, all.load().meanMessages());

        double most = all.cluster().shardGb * 1e9;
        assertThat(plan.topologies().bytesPerShard()).isBetween(most / 2, most);
    }

    @Test
    void a_shorter_index_is_restored_sooner_and_a_longer_interval_writes_fewer_offsets() {
        Plan.Assumed all = Given.defaults();
        Plan.Assumed changed = all.with(all.cluster().with(cluster -> {
            cluster.shards = Plan.shards(all);
            cluster.index = 200;
            cluster.commitIntervalMs = 100;
        }));

        Plan plan = Plan.of(all, 100_000);
        Plan other = Plan.of(changed, 100_000);

        assertThat(Limit.restoreSeconds(other, changed)).isLessThan(Limit.restoreSeconds(plan, all));
        assertThat(other.transactions().offsetAppends())
                .isLessThan(plan.transactions().offsetAppends());
        assertThat(all.cluster().index).isEqualTo(10_000);
    }

    @Test
    void what_breaks_first_comes_first_and_names_a_setting() {
        Plan.Assumed all = Given.defaults();

        List<Limit> limits = Limit.of(Plan.of(all, 100_000), all);

        assertThat(limits)
                .isSortedAccordingTo(Comparator.comparingDouble(Limit::used).reversed());
        assertThat(limits).allSatisfy(limit -> assertThat(limit.setting()).isNotBlank());
    }
}
