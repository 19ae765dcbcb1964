package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a message is made of in a cluster; the costs are those of {@link Given#simple}. */
class RecipeTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-6);

    @Test
    void on_one_shard_a_message_is_what_was_measured() {
        Work direct = new Recipe(Given.simple(), 1, 1).direct();

        assertThat(direct.records(Work.KEPT)).isEqualTo(4);
        assertThat(direct.records(Work.INBOX)).isZero();
        assertThat(direct.records(Work.DELIVERY)).isEqualTo(3);
    }

    @Test
    void on_four_shards_three_users_of_four_are_elsewhere() {
        Work direct = new Recipe(Given.simple(), 4, 10).direct();

        // 4 payloads for 5 events of users: the fifth has one of its own in 3 of 4 cases.
        assertThat(direct.records(Work.KEPT)).isCloseTo(4.75, CLOSE);
        assertThat(direct.records(Work.CHANGES)).isCloseTo(4.75, CLOSE);
        assertThat(direct.records(Work.INBOX)).isCloseTo(4.75 * 0.75, CLOSE);
        // From 3 to 6 (five events and the ack, none together) in 3 of 4 cases.
        assertThat(direct.records(Work.DELIVERY)).isCloseTo(5.25, CLOSE);
        assertThat(direct.records(Work.STREAMS)).isEqualTo(5);
        assertThat(direct.records(Work.MESSAGES)).isEqualTo(1);
    }

    @Test
    void a_group_of_the_measured_size_on_one_shard_and_edge_is_what_was_measured() {
        Work group = new Recipe(Given.simple(), 1, 1).group(5, 5, 0);

        assertThat(group.records(Work.STREAMS)).isCloseTo(5, CLOSE);
        assertThat(group.of(Work.CHANGES).records()).isCloseTo(1, CLOSE);
        assertThat(group.of(Work.CHANGES).bytes()).isCloseTo(180, CLOSE);
        // The ack, and one record for all five.
        assertThat(group.records(Work.DELIVERY)).isCloseTo(2, CLOSE);
    }

    @Test
    void a_larger_group_on_two_shards_writes_its_payload_twice_and_a_row_a_member() {
        Work group = new Recipe(Given.simple(), 2, 1).group(101, 101, 0);

        assertThat(group.records(Work.STREAMS)).isCloseTo(101, CLOSE);
        assertThat(group.records(Work.KEPT)).isCloseTo(2, CLOSE);
        // Twice 100 bytes, and 20 bytes for each of 100 others.
        assertThat(group.of(Work.CHANGES).bytes()).isCloseTo(2 * 100 + 100 * 20, CLOSE);
        assertThat(group.records(Work.DELIVERY)).isCloseTo(1 + 2, CLOSE);
        assertThat(group.records(Work.MESSAGES)).isEqualTo(1);
    }

    @Test
    void a_mark_in_a_group_costs_its_own_rows() {
        Work mark = new Recipe(Given.simple(), 1, 1).mark();

        assertThat(mark.records(Work.RAW)).isEqualTo(1);
        assertThat(mark.records(Work.PUSH_MARKS)).isEqualTo(0.5);
        assertThat(mark.records(Work.MESSAGES)).isZero();
    }

    @Property
    void records_of_deliveries_and_inboxes_never_grow_beyond_shards_and_edges(
            @ForAll @IntRange(min = 1, max = 64) int shards,
            @ForAll @IntRange(min = 1, max = 64) int slots,
            @ForAll @IntRange(min = 2, max = 500) int members) {
        Work group = new Recipe(Given.costs(), shards, slots).group(members, members, 0);

        assertThat(group.records(Work.DELIVERY)).isLessThanOrEqualTo(1 + shards * slots + 1e-6);
        assertThat(group.records(Work.INBOX)).isLessThanOrEqualTo(Math.min(shards, members) + 1e-6);
    }
}
