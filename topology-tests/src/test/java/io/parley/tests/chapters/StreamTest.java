package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.tests.talk.Specification;
import io.parley.tests.world.Connection;
import io.parley.tests.world.Heard;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A user's events are numbered without a gap over all chats; a device that comes back misses nothing. */
class StreamTest extends Specification {
    private static final int KEPT = 20;

    @Override
    protected TalkConfig config() {
        return TalkConfig.defaults().with(bounds -> {
            bounds.kept = new TalkConfig.Kept(KEPT, bounds.kept.bytes(), bounds.kept.age(), bounds.kept.slack());
            bounds.trimStep = 5;
            bounds.replayBytes = 2_000;
        });
    }

    @Test
    void seq_counts_events_of_all_chats_from_one() {
        Connection ann = when.ann.connects("laptop");
        given.a_direct_chat_of("ann", "bob");
        when.bob.sends("from bob");
        given.a_group_of("cat", "ann");
        when.cat.sends("from cat");

        assertThat(ann.head()).isZero();
        assertThat(ann.heard())
                .extracting(Heard::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
    }

    @Test
    void hello_tells_the_head() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");

        when.bob.connects("phone");

        then.bob.on("phone").is_greeted(3, false).hears_nothing();
    }

    @Test
    void a_user_without_events_is_at_zero() {
        when.eve.connects("phone");

        then.eve.on("phone").is_greeted(0, false).hears_nothing();
    }

    @Test
    void with_since_a_device_gets_all_that_it_missed_and_then_what_is_new() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects("phone");
        given.said("ann", "one");
        when.bob.goes("phone");
        given.said("ann", "two", "three");

        when.bob.comes_back("phone");
        when.ann.sends("four");

        then.bob
                .on("phone")
                .is_greeted(4, true)
                .hears("ann: two [2]", "ann: three [3]", "ann: four [4]")
                .and_nothing_else();
    }

    @Test
    void what_is_replayed_is_for_the_device_that_asked_alone() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");

        when.bob.comes_back("phone", 0);

        then.bob
                .on("phone")
                .hears("chat created by ann, v1, 2 members, member [0]", "ann: one [1]", "ann: two [2]")
                .and_nothing_else();
        then.bob.hears_nothing();
        then.ann.hears_nothing();
    }

    @Test
    void the_last_event_alone_may_be_what_was_missed() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects("phone");
        when.bob.goes("phone");
        given.said("ann", "the last");

        when.bob.comes_back("phone");

        then.bob.on("phone").is_greeted(2, true).hears("ann: the last [1]").and_nothing_else();
    }

    @Test
    void who_missed_nothing_is_resumed_with_nothing() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one");

        when.bob.comes_back("phone", 2);

        then.bob.on("phone").is_greeted(2, true).hears_nothing();
    }

    @Test
    void since_above_the_head_is_not_resumed() {
        given.a_direct_chat_of("ann", "bob");

        when.bob.comes_back("phone", 2);
        when.ann.sends("hi");

        then.bob.on("phone").is_greeted(1, false).hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void since_zero_of_a_user_without_events_is_resumed() {
        when.eve.comes_back("phone", 0);

        then.eve.on("phone").is_greeted(0, true).hears_nothing();
    }

    @Test
    void what_is_still_kept_is_replayed_from_its_very_edge() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(60));
        long head = 61;

        when.bob.comes_back("phone", head - KEPT);

        then.bob.on("phone").is_greeted(head, true).hears(lines(60 - KEPT, 60)).and_nothing_else();
    }

    @Test
    void what_is_no_longer_kept_is_not_resumed() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(60));

        when.bob.comes_back("phone", 1);
        when.ann.sends("new");

        then.bob.on("phone").is_greeted(61, false).hears("ann: new [61]").and_nothing_else();
    }

    @Test
    void each_since_gets_exactly_the_rest_or_a_snapshot() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(30));
        long head = 31;

        for (long since = 0; since <= head + 1; since++) {
            Connection phone = when.bob.comes_back("phone", since);

            assertThat(phone.resumed()).as("since " + since).isEqualTo(since <= head && phone.resumed());
            assertThat(phone.heard()).as("since " + since).hasSize(phone.resumed() ? (int) (head - since) : 0);
            boolean mustReach = since <= head && since >= head - KEPT;
            assertThat(phone.resumed() || !mustReach).as("since " + since).isTrue();
        }
    }

    @Test
    void a_replay_longer_than_a_record_holds_comes_whole_and_in_order() {
        given.a_direct_chat_of("ann", "bob");
        String[] long_ones =
                IntStream.range(0, 15).mapToObj(i -> i + "x".repeat(900)).toArray(String[]::new);
        given.said("ann", long_ones);

        Connection phone = when.bob.comes_back("phone", 1);

        assertThat(phone.resumed()).isTrue();
        assertThat(phone.heard()).hasSize(15);
    }

    @Test
    void what_is_too_old_is_not_kept() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "old");
        time_passes(Duration.ofHours(72));
        world().passWallClock(Duration.ofSeconds(10));
        given.said("ann", "new");

        when.bob.comes_back("phone", 1);

        then.bob.on("phone").is_greeted(3, false).hears_nothing();
    }

    @Test
    void the_head_is_known_however_old_it_is() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "old");
        time_passes(Duration.ofHours(200));
        given.connected("eve");
        for (int i = 0; i < 5; i++) {
            world().passWallClock(Duration.ofSeconds(10));
        }

        when.bob.connects("phone");
        when.ann.sends("new");

        then.bob.on("phone").is_greeted(2, false).hears("ann: new [2]").and_nothing_else();
    }

    @Test
    void the_numbers_of_a_replayed_event_are_those_of_then() {
        given.a_group_of("ann", "bob");
        given.that(() -> {
            when.ann.mentions(List.of("bob"), "one");
            when.ann.sends("two");
            when.bob.reads("two").is_silent();
            when.ann.sends("three");
        });

        when.bob.comes_back("phone", 2);

        then.bob
                .on("phone")
                .hears("ann: one [1 @1]", "ann: two [2 @1]", "unread, read two [0]", "ann: three [1]")
                .and_nothing_else();
    }

    @Test
    void a_replay_shows_no_more_than_the_user_was_told() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one");
        given.that(() -> when.ann.removes("cat").is_done());
        given.said("ann", "secret");

        when.cat.comes_back("phone", 0);

        then.cat
                .on("phone")
                .hears(
                        "chat created by ann Team, v1, 3 members, member [0]",
                        "* created by ann Team [0]",
                        "ann: one [1]",
                        "chat members_removed by ann (cat) Team, v2, 2 members, gone [0]")
                .and_nothing_else();
    }

    @Test
    void the_stream_goes_on_after_every_task_died() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects("phone");
        when.bob.goes("phone");
        given.said("ann", "one", "two");

        all_tasks_die();
        when.ann.sends("three");
        when.bob.comes_back("phone");

        then.bob
                .on("phone")
                .is_greeted(4, true)
                .hears("ann: one [1]", "ann: two [2]", "ann: three [3]")
                .and_nothing_else();
        then.bob.hears("ann: three [3]").and_nothing_else();
    }

    @Test
    void the_stream_of_a_user_is_bounded() {
        given.a_direct_chat_of("ann", "bob");

        given.said("ann", many(100));

        assertThat(world().rows().get("streams")).isLessThanOrEqualTo(2 * (KEPT + 5 + 1));
    }

    private static String[] many(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static String[] lines(int after, int upTo) {
        return IntStream.rangeClosed(after + 1, upTo)
                .mapToObj(i -> "ann: m" + i + " [" + i + "]")
                .toArray(String[]::new);
    }
}
