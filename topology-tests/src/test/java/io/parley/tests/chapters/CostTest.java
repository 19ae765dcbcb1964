package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.GroupStatus;
import io.parley.avro.Topics;
import io.parley.tests.talk.Specification;
import io.parley.tests.world.Edges;
import io.parley.tests.world.Heard;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message costs, counted in records and state writes. */
class CostTest extends Specification {
    private static final int GROUP = 40;
    private static final Duration ROUND = TalkConfig.defaults().receipts().interval();

    @BeforeEach
    void a_big_group_with_everybody_connected() {
        String[] others = IntStream.range(1, GROUP).mapToObj(i -> "member" + i).toArray(String[]::new);
        given.a_group_of("ann", others);
        given.said("ann", "first");
    }

    @Test
    void a_message_to_a_group_is_one_fact_one_inbox_record_a_foreign_shard_and_one_delivery_a_shard_and_edge() {
        int facts = world().written(Topics.CHAT_MESSAGES);
        int inbox = world().written(Topics.USER_INBOX);
        int deliveries = world().written(Topics.EDGE_DELIVERY);
        int changes = world().written(Topics.USER_CHANGES);

        when.ann.sends("hi").is_acked();

        assertThat(world().written(Topics.CHAT_MESSAGES) - facts).isEqualTo(1);
        assertThat(world().written(Topics.USER_INBOX) - inbox).isLessThanOrEqualTo(Math.min(GROUP, shards) - 1);
        assertThat(world().written(Topics.EDGE_DELIVERY) - deliveries).isLessThanOrEqualTo(shards * Edges.COUNT);
        assertThat(world().written(Topics.USER_CHANGES) - changes).isLessThanOrEqualTo(shards);
    }

    @Test
    void a_message_to_a_group_is_at_most_two_puts_a_member() {
        Map<String, Integer> writes = writesOf(() -> when.ann.sends("hi").is_acked());

        assertThat(writes.getOrDefault("streams", 0) + writes.getOrDefault("unread", 0))
                .as("of " + writes)
                .isLessThanOrEqualTo(2 * GROUP);
        assertThat(sum(writes) - 2 * GROUP)
                .as("besides two a member: the chat's own rows, the sender's two, the payload once a shard, of "
                        + writes)
                .isLessThanOrEqualTo(7 + shards);
    }

    @Test
    void the_payload_is_kept_once_a_shard_and_never_once_a_member() {
        Map<String, Integer> writes = writesOf(() -> when.ann.sends("hi").is_acked());

        assertThat(writes.get("kept")).isLessThanOrEqualTo(shards);
    }

    @Test
    void the_roster_is_not_rewritten_by_a_message_nor_by_marks() {
        Map<String, Integer> writes = writesOf(() -> {
            when.ann.sends("hi").is_acked();
            when.person("member1").has("hi").is_silent();
            when.person("member2").reads("hi").is_silent();
        });

        assertThat(writes).doesNotContainKey("rosters");
    }

    @Test
    void a_mark_of_one_member_costs_no_write_for_the_others() {
        Map<String, Integer> delivered =
                writesOf(() -> when.person("member1").has("first").is_silent());
        Map<String, Integer> read =
                writesOf(() -> when.person("member1").reads("first").is_silent());

        assertThat(sum(delivered))
                .as("delivered: two and what tells the sender, who is one: " + delivered)
                .isLessThanOrEqualTo(6);
        assertThat(sum(read))
                .as("read: what tells the reader, and that the sender will be told: " + read)
                .isLessThanOrEqualTo(8);
    }

    @Test
    void all_of_a_big_group_that_acknowledge_and_read_at_once_are_a_handful_of_events_for_the_sender() {
        int changes = world().written(Topics.USER_CHANGES);
        int deliveries = world().written(Topics.EDGE_DELIVERY);
        int facts = world().written(Topics.CHAT_MARKS);
        long burst = 10;

        Map<String, Integer> writes = writesOf(() -> {
            everybody_else(member -> when.person(member).has("first").is_silent(), burst);
            everybody_else(member -> when.person(member).reads("first").is_silent(), burst);
            world().passWallClock(ROUND);
        });

        int marks = 2 * (GROUP - 1);
        int told = (int) (marks * burst / ROUND.toMillis()) + 2;
        assertThat(world().written(Topics.CHAT_MARKS) - facts).isEqualTo(marks);
        assertThat(world().written(Topics.USER_CHANGES) - changes - (GROUP - 1))
                .as("besides what tells each reader their numbers")
                .isBetween(1, told);
        assertThat(world().written(Topics.EDGE_DELIVERY) - deliveries - (GROUP - 1))
                .isBetween(1, told);
        assertThat(writes.get("senders")).as("of " + writes).isLessThanOrEqualTo(told);
        assertThat(writes.get("untold")).as("of " + writes).isLessThanOrEqualTo(2 * told);
        assertThat(writes).doesNotContainKeys("rosters", "sent");
        assertThat(last_status_of_ann()).isEqualTo("read " + (GROUP - 1));
    }

    @Test
    void marks_that_come_together_cost_a_fact_and_a_row_each_and_all_else_once() {
        int changes = world().written(Topics.USER_CHANGES);
        int deliveries = world().written(Topics.EDGE_DELIVERY);
        int facts = world().written(Topics.CHAT_MARKS);

        Map<String, Integer> writes =
                writesOf(() -> when.person("member1").reads_with_others("first", everybody_but_two()));

        assertThat(world().written(Topics.CHAT_MARKS) - facts).isEqualTo(GROUP - 1);
        assertThat(writes.get("memberships")).isEqualTo(GROUP - 1);
        assertThat(writes.get("chats")).isEqualTo(1);
        assertThat(writes.get("kept"))
                .as("what readers hear, and what the sender hears: " + writes)
                .isLessThanOrEqualTo(shards + 1);
        assertThat(world().written(Topics.USER_CHANGES) - changes).isLessThanOrEqualTo(shards + 1);
        assertThat(world().written(Topics.EDGE_DELIVERY) - deliveries).isLessThanOrEqualTo((shards + 1) * Edges.COUNT);
        assertThat(last_status_of_ann()).isEqualTo("read " + (GROUP - 1));
    }

    /** What is open on both sides costs this for each message. */
    @Test
    void a_message_between_two_with_its_receipts() {
        given.a_direct_chat_of("ann", "ben");
        given.said("ann", "first");
        int facts = world().written(Topics.CHAT_MARKS);
        int changes = world().written(Topics.USER_CHANGES);

        Map<String, Integer> writes = writesOf(() -> {
            when.ann.sends("hi").is_acked();
            when.person("ben").has_and_reads("hi").is_silent();
        });

        assertThat(world().written(Topics.CHAT_MARKS) - facts).isEqualTo(1);
        assertThat(world().written(Topics.USER_CHANGES) - changes).isLessThanOrEqualTo(shards == 1 ? 4 : 5);
        assertThat(writes.get("streams")).as("a row an event of a user").isEqualTo(5);
        assertThat(writes.get("chats"))
                .as("the head, for the message and for the marks")
                .isEqualTo(2);
        assertThat(writes.get("memberships")).isEqualTo(1);
        assertThat(writes.get("unread"))
                .as("what changes a count; of another shard also what only has a stamp")
                .isBetween(2, shards == 1 ? 2 : 5);
        assertThat(sum(writes)).as("of " + writes).isLessThanOrEqualTo(shards == 1 ? 17 : 21);
    }

    private static String[] everybody_but_two() {
        return IntStream.range(2, GROUP).mapToObj(i -> "member" + i).toArray(String[]::new);
    }

    private String last_status_of_ann() {
        return then.ann.connection().heard().stream()
                .map(Heard::event)
                .filter(GroupStatus.class::isInstance)
                .map(GroupStatus.class::cast)
                .reduce((first, second) -> second)
                .map(status -> status.getStatus() + " " + status.getReadBy())
                .orElseThrow();
    }

    private void everybody_else(Consumer<String> does, long everyMillis) {
        for (int i = 1; i < GROUP; i++) {
            does.accept("member" + i);
            time_passes(Duration.ofMillis(everyMillis));
            world().passWallClock(Duration.ofMillis(everyMillis));
        }
    }

    @Test
    void a_repeat_costs_no_write() {
        when.ann.sends_as("c1", "hi").is_acked();

        Map<String, Integer> writes =
                writesOf(() -> when.ann.sends_as("c1", "hi").is_acked());

        assertThat(sum(writes)).as(writes.toString()).isZero();
    }

    @Test
    void a_rejection_costs_no_write_and_no_fact() {
        int facts = world().written(Topics.CHAT_MESSAGES) + world().written(Topics.CHAT_MEMBERS);

        Map<String, Integer> writes = writesOf(() -> {
            when.eve.sends("let me in").is_refused("no_such_chat");
            when.person("member1").renames("Mine").is_refused("forbidden");
        });

        assertThat(sum(writes)).as(writes.toString()).isZero();
        assertThat(world().written(Topics.CHAT_MESSAGES) + world().written(Topics.CHAT_MEMBERS))
                .isEqualTo(facts);
    }

    private Map<String, Integer> writesOf(Runnable happening) {
        Map<String, Integer> before = world().writes();
        happening.run();
        Map<String, Integer> more = new TreeMap<>();
        world().writes().forEach((store, count) -> {
            int written = count - before.getOrDefault(store, 0);
            if (written > 0) {
                more.put(store, written);
            }
        });
        return more;
    }

    private static int sum(Map<String, Integer> writes) {
        return writes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
