package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatChange;
import io.parley.avro.FactTopic;
import io.parley.avro.GroupStatus;
import io.parley.avro.MarkFact;
import io.parley.avro.Topics;
import io.parley.tests.talk.Specification;
import io.parley.tests.world.Heard;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How senders in groups hear how far their messages are. A line is message, status, delivered by / read by / of. */
class GroupReceiptsTest extends Specification {
    private static final Duration ROUND = TalkConfig.defaults().receipts().interval();

    @Test
    void when_all_have_it_it_is_delivered_and_when_all_have_read_it_it_is_read() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");

        when.bob.has("hi").is_silent();
        a_round_passes();
        when.cat.has("hi").is_silent();
        a_round_passes();
        when.bob.reads("hi").is_silent();
        a_round_passes();
        when.cat.reads("hi").is_silent();
        a_round_passes();

        then.ann
                .hears(
                        "status hi sent 1/0/2 [0]",
                        "status hi delivered 2/0/2 [0]",
                        "status hi delivered 2/1/2 [0]",
                        "status hi read 2/2/2 [0]")
                .and_nothing_else();
        then.bob.hears("unread, read hi [0]").and_nothing_else();
        then.cat.hears("unread, read hi [0]").and_nothing_else();
    }

    @Test
    void the_first_is_told_at_once_and_the_last_one_always_though_nothing_else_happens() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");

        when.bob.has("hi").is_silent();
        when.cat.has("hi").is_silent();
        when.bob.reads("hi").is_silent();
        when.cat.reads("hi").is_silent();
        then.ann.hears("status hi sent 1/0/2 [0]").and_nothing_else();
        world().passWallClock(ROUND);

        then.ann.hears("status hi read 2/2/2 [0]").and_nothing_else();
        world().passWallClock(ROUND.multipliedBy(5));
        then.ann.hears_nothing();
    }

    @Test
    void the_last_one_is_told_also_after_every_task_died() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");
        given.that(() -> when.bob.reads("hi").is_silent());
        when.cat.reads("hi").is_silent();

        all_tasks_die();
        world().passWallClock(ROUND.multipliedBy(2));

        then.ann.hears("status hi read 2/2/2 [0]").and_nothing_else();
    }

    @Test
    void between_two_rounds_of_a_group_lies_the_interval_however_many_read() {
        String[] others = IntStream.range(0, 30).mapToObj(i -> "member" + i).toArray(String[]::new);
        given.a_group_of("ann", others);
        given.said("ann", "hi");
        Duration step = Duration.ofMillis(40);

        for (String other : others) {
            when.person(other).reads("hi").is_silent();
            time_passes(step);
            world().passWallClock(step);
        }
        long rounds = step.multipliedBy(others.length).dividedBy(ROUND) + 1;
        world().passWallClock(ROUND);

        List<Heard> told = statuses("ann");
        assertThat(told).hasSizeBetween(2, (int) rounds + 1);
        assertThat(last(told).getStatus()).isEqualTo("read");
        assertThat(last(told).getOf()).isEqualTo(others.length);
    }

    @Test
    void groups_do_not_wait_for_each_other() {
        given.a_group_called("One", "ann", "bob");
        String one = chat();
        given.said("ann", "first");
        given.a_group_called("Two", "ann", "bob");
        given.said("ann", "second");

        when.bob.has("second").is_silent();
        talk_of(one);
        when.bob.has("first").is_silent();

        then.ann
                .hears("status second delivered 1/0/1 [0]", "status first delivered 1/0/1 [0]")
                .and_nothing_else();
    }

    @Test
    void a_member_who_leaves_can_make_it_read_by_that_alone() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");
        given.that(() -> when.bob.reads("hi").is_silent());
        a_round_passes();

        when.cat.leaves().is_done();
        a_round_passes();

        then.ann
                .hears("chat members_removed by cat (cat) Team, v2, 2 members, owner [0]")
                .hears("* members_removed by cat (cat) [0]", "status hi read 1/1/1 [0]")
                .and_nothing_else();
    }

    @Test
    void with_nobody_who_counts_it_stays_sent() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.ann.removes("bob").is_done());
        a_round_passes();
        given.that(() -> when.ann.adds("cat").is_done());
        when.ann.sends("alone no more").is_acked();
        when.cat.reads("alone no more").is_silent();
        a_round_passes();

        assertThat(statuses("ann"))
                .extracting(heard -> ((GroupStatus) heard.event()).getMsgId())
                .doesNotContain(id_of("hi"));
    }

    @Test
    void joiners_do_not_count_for_what_was_said_before() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.ann.adds("cat").is_done());

        when.bob.reads("hi").is_silent();

        then.ann.hears("status hi read 1/1/1 [0]").and_nothing_else();
    }

    @Test
    void who_was_there_and_is_again_counts_and_who_was_away_does_not() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "before");
        given.that(() -> when.ann.removes("cat").is_done());
        given.said("ann", "without");
        given.that(() -> when.ann.adds("cat").is_done());
        a_round_passes();

        when.bob.reads("before").is_silent();
        a_round_passes();
        then.ann.hears_nothing();
        when.bob.reads("without").is_silent();
        a_round_passes();
        then.ann.hears("status without read 1/1/1 [0]").and_nothing_else();
    }

    @Test
    void each_sender_hears_of_their_own_messages() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "from ann");
        given.said("bob", "from bob");

        when.cat.reads("from bob").is_silent();

        then.ann.hears("status from ann sent 1/1/2 [1]").and_nothing_else();
        then.bob.hears("status from bob sent 1/1/2 [1]").and_nothing_else();
    }

    @Test
    void a_sender_of_several_hears_of_the_newest_that_each_status_holds_for() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one", "two", "three");
        when.bob.reads("one").is_silent();
        when.bob.has("three").is_silent();
        when.cat.reads("one").is_silent();
        when.cat.has("two").is_silent();

        rounds_pass(4);

        then.ann
                .hears("status one read 2/2/2 [0]", "status two delivered 2/0/2 [0]", "status three sent 1/0/2 [0]")
                .and_nothing_else();
    }

    @Test
    void a_device_that_was_away_hears_it_too_with_the_senders_seq() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        when.ann.goes("default");
        when.bob.reads("hi").is_silent();

        when.ann.comes_back("default");

        then.ann.is_connected().hears("status hi read 1/1/1 [0]").and_nothing_else();
    }

    @Test
    void a_deleted_message_is_still_the_senders_and_system_messages_are_nobodys() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.ann.deletes("hi").is_acked());
        given.that(() -> when.ann.renames("Other").is_done());

        when.bob.reads("hi").is_silent();

        then.ann.hears("status hi read 1/1/1 [0]").and_nothing_else();
    }

    @Test
    void who_waits_for_the_tables_waits_for_the_newest_mark_behind_a_status() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");
        when.bob.reads("hi").is_silent();
        when.cat.reads("hi").is_silent();
        world().passWallClock(ROUND);

        ChatChange last = (ChatChange) log().changes().stream()
                .filter(change -> change.getKind().equals("status"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .getChange();

        assertThat(last.getTold()).isEqualTo(FactTopic.MARKS);
        assertThat(last.getBehind())
                .isEqualTo(log().mark(chat(), "cat").map(MarkFact::getStamp).orElseThrow());
    }

    @Test
    void a_status_is_no_fact_of_its_own() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        int marks = world().written(Topics.CHAT_MARKS);

        when.bob.reads("hi").is_silent();
        world().passWallClock(ROUND);

        assertThat(world().written(Topics.CHAT_MARKS) - marks).isEqualTo(1);
    }

    private void a_round_passes() {
        time_passes(ROUND);
        world().passWallClock(ROUND);
    }

    private void rounds_pass(int rounds) {
        IntStream.range(0, rounds).forEach(i -> a_round_passes());
    }

    private List<Heard> statuses(String user) {
        return then.person(user).connection().heard().stream()
                .filter(heard -> heard.event() instanceof GroupStatus)
                .toList();
    }

    private static GroupStatus last(List<Heard> told) {
        return (GroupStatus) told.get(told.size() - 1).event();
    }
}
