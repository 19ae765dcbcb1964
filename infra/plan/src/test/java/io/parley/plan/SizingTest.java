package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** From load to machines, worked by hand. */
class SizingTest {
    private static final Percentage CLOSE = Percentage.withPercentage(0.01);

    @Test
    void fifty_million_users_of_forty_messages_send_23148_a_second() {
        Load load = new Load();

        assertThat(load.meanMessages()).isCloseTo(23_148.1, Offset.offset(0.1));
        assertThat(load.peakMessages()).isCloseTo(100_000, Percentage.withPercentage(0.1));
    }

    @Test
    void chats_are_shared_by_two_or_by_a_groups_members() {
        Load load = new Load();
        load.users = 1_000;
        load.chats = 10;
        load.groupShare = 0.2;
        load.members = 20;

        // 10,000 memberships: 8,000 in chats of two, 2,000 in groups of twenty.
        assertThat(load.allChats()).isCloseTo(4_000 + 100, CLOSE);
    }

    @Test
    void the_index_keeps_what_was_said_until_a_chat_has_its_newest() {
        // 100 chats, 1 message a second: 864 a chat and day.
        assertThat(State.indexRows(100, 1, 1, 10_000)).isCloseTo(86_400, CLOSE);
        assertThat(State.indexRows(100, 1, 30, 10_000)).isCloseTo(100 * 10_000, CLOSE);
    }

    @Test
    void threads_are_as_many_as_keep_each_below_its_share() {
        // 1,000 inputs and 99,000 records a second: 0.99 of a core for records; one thread commits 50 times (5 ms of
        // 100 µs).
        Work second = new Work(Map.of(Work.RAW, new Size(1_000, 0), "x", new Size(99_000, 0)));

        assertThat(Topologies.cores(second, 1, 0.020, Given.simple())).isCloseTo(0.995, CLOSE);
        assertThat(Topologies.threads(second, 0.020, 0.6, Given.simple())).isEqualTo(2);
        assertThat(Topologies.threads(second, 0.020, 0.2, Given.simple())).isEqualTo(8);
    }

    @Test
    void a_restore_takes_as_long_as_the_thread_with_most_shards() {
        // 16 shards of 6 GB on 10 threads: one has 2, 12 GB at 20 MB/s.
        assertThat(Recovery.restoreSeconds(6e9, 16, 10, 20e6)).isEqualTo(600);
    }

    @Test
    void with_a_standby_chats_stand_still_until_open_transactions_are_aborted() {
        Cluster cluster = new Cluster();

        // 10 s unnoticed, 3 s and 5 ms for each of 100 threads; 15 s until they may be aborted and 10 s until they are.
        assertThat(Recovery.rebalanceSeconds(cluster, 100)).isEqualTo(13.5);
        assertThat(Recovery.pauseSeconds(cluster, 100, 600)).isEqualTo(25);
        assertThat(Recovery.pauseSeconds(cluster.with(changed -> changed.standbys = 0), 100, 600))
                .isEqualTo(625);
    }

    @Test
    void edges_hold_nine_tenths_of_what_they_may() {
        Load load = new Load();
        load.users = 1_000_000;
        load.onlineShare = 0.45;
        load.devices = 2;

        assertThat(load.connections()).isCloseTo(900_000, CLOSE);
        assertThat(Edges.byConnections(load, new Machines())).isEqualTo(20);
    }

    @Test
    void what_runs_out_first_decides_the_brokers() {
        assertThat(new Brokers.Need(5, 2, 7.2, 1, 3, 3).count()).isEqualTo(8);
        assertThat(new Brokers.Need(5, 2, 7.2, 1, 3, 3).decides()).isEqualTo("disk");
        assertThat(new Brokers.Need(0, 0, 0, 0, 0, 3).decides()).isEqualTo("replicas");
    }

    @Test
    void brokers_append_for_followers_as_well_and_send_to_all_readers() {
        Work second = new Work(Map.of(Work.MESSAGES, new Size(1_000, 1e6)));
        // 100 commits, one marker each in one topic and in the offsets: 400 appends.
        Transactions commits = new Transactions(100, 100, 0, 0, 0, 0, 0, 1, 1, 0.01);
        Brokers brokers = Brokers.of(
                second, commits, new LogBytes(1e12, 1_000), new Cluster(), new Machines(), new Cost(0, 100e-6, 10e-6));

        // (400 × 100 µs + 1,000 × 10 µs) for the leader and half of it for each of two followers.
        assertThat(brokers.cores()).isCloseTo(0.05 * 2, CLOSE);
        // A megabyte and 200 markers of 78 bytes, three times in; two times to followers, and the facts to two readers.
        assertThat(brokers.bytesIn()).isCloseTo(3 * 1_015_600, CLOSE);
        assertThat(brokers.bytesOut()).isCloseTo(2 * 1_015_600 + 2e6, CLOSE);
        assertThat(brokers.diskBytes()).isEqualTo(3e12);
        assertThat(brokers.partitions()).isEqualTo(3_000);
    }

    @Test
    void redis_holds_fifty_messages_of_chats_that_spoke_and_an_entry_a_membership() {
        Load load = new Load();
        load.users = 100;
        load.messagesPerDay = 100;
        load.chats = 10;
        load.groupShare = 0;
        load.activeChats = 0.5;
        load.onlineShare = 0;

        // 500 chats, 250 active with 280 messages a week each: 50 of 100 bytes, times 1.3; 1,000 memberships of 120
        // bytes.
        assertThat(Stores.redisBytes(load, 100, 120)).isCloseTo(250 * 50 * 130 + 1_000 * 120, CLOSE);
    }
}
