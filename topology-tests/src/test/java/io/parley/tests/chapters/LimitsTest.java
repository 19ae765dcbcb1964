package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Role;
import io.parley.tests.talk.Specification;
import io.parley.topology.TalkConfig;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every store has a bound, and this reaches it. The bounds are small here. */
class LimitsTest extends Specification {
    private static final int MEMBERS = 6;
    private static final int INDEX = 30;
    private static final int STEP = 10;

    @Override
    protected TalkConfig config() {
        return TalkConfig.defaults().with(bounds -> {
            bounds.members = MEMBERS;
            bounds.index = INDEX;
            bounds.trimStep = STEP;
            bounds.reactions = 3;
        });
    }

    @Test
    void a_full_group_takes_nobody_more() {
        given.a_group_of("ann", "bob", "cat", "dan", "eve", "fay");

        when.ann.adds("gus").is_refused("too_large");
        when.ann.adds("bob").is_done();
        when.ann.removes("bob").is_done();
        when.ann.adds("gus").is_done();
    }

    @Test
    void adding_is_all_or_nothing() {
        given.a_group_of("ann", "bob", "cat", "dan", "eve");

        when.ann.adds("fay", "gus").is_refused("too_large");

        then.nobody_hears_anything("ann", "bob");
        assertThat(log().chat(chat()).orElseThrow().getMembers()).isEqualTo(5);
    }

    @Test
    void a_group_can_not_be_made_too_large() {
        given.connected("ann");

        when.ann
                .makes_a_group("Crowd", "bob", "cat", "dan", "eve", "fay", "gus")
                .is_refused("too_large");

        then.ann.hears_nothing();
        assertThat(log().members()).isEmpty();
    }

    @Test
    void the_limit_in_production_is_500() {
        assertThat(TalkConfig.defaults().members()).isEqualTo(500);
        assertThat(TalkConfig.defaults().index()).isEqualTo(10_000);
        assertThat(TalkConfig.defaults().dedup().toHours()).isGreaterThanOrEqualTo(24);
    }

    @Test
    void the_index_is_trimmed_in_steps() {
        given.a_direct_chat_of("ann", "bob");

        given.said("ann", many(100));

        assertThat(world().rows().get("index")).isBetween(INDEX, INDEX + STEP + 1);
    }

    @Test
    void what_left_the_index_is_looked_up_and_can_be_read_and_changed() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(100));

        when.bob.reads("m1").is_silent();
        when.ann.edits("m2", "changed").is_acked();
        when.bob.reacts("m3", "+").is_acked();
        when.ann.deletes("m4").is_acked();
        when.bob.answers("m5", "indeed").is_acked();
        when.bob.edits("m6", "x").is_refused("forbidden");

        assertThat(log().mark(chat(), "bob").orElseThrow().getRead()).isEqualTo(id_of("m1"));
        then.the_talk_is(with(many(100), "indeed"));
    }

    @Test
    void messages_that_not_all_have_read_are_remembered_as_far_back_as_the_index() {
        given.a_group_of("ann", "bob");

        given.said("ann", many(100));

        assertThat(world().rows().get("sent")).isBetween(INDEX - STEP, INDEX + STEP + 1);
        assertThat(world().rows().get("senders")).isEqualTo(1);
        when.bob.reads("m1").is_silent();
        then.ann.hears_nothing();
        when.bob.reads("m100").is_silent();
        world().passWallClock(TalkConfig.defaults().receipts().interval());
        then.ann.hears("status m100 read 1/1/1 [0]").and_nothing_else();
        assertThat(world().rows().get("sent")).isLessThan(INDEX);
        assertThat(world().rows().get("untold")).isIn(null, 0);
    }

    @Test
    void unread_behind_the_index_says_more() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(100));

        when.bob.reads("m1").is_silent();

        then.bob.hears("unread, read m1 [10000]").and_nothing_else();
        when.bob.reads("m98").is_silent();
        then.bob.hears("unread, read m98 [2]").and_nothing_else();
    }

    @Test
    void what_nobody_said_is_not_found_behind_the_index_either() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(100));

        when.bob.reads("00000001-0000-1000-8000-000000000000").is_refused("no_such_message");
    }

    @Test
    void a_membership_keeps_its_newest_spans() {
        given.a_group_of("ann", "bob");
        for (int i = 0; i < 70; i++) {
            when.ann.removes("bob").is_done();
            when.ann.adds("bob").is_done();
        }

        assertThat(log().member(chat(), "bob").orElseThrow().getSpans())
                .hasSize(TalkConfig.defaults().spans());
        assertThat(log().member(chat(), "bob").orElseThrow().getRole()).isEqualTo(Role.MEMBER);
        when.bob.sends("still here").is_acked();
    }

    @Test
    void a_bounded_chat_goes_on_after_every_task_died() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", many(100));

        all_tasks_die();
        when.bob.reads("m99").is_silent();
        when.ann.sends("last").is_acked();

        then.bob.hears("unread, read m99 [1]", "ann: last [2]").and_nothing_else();
    }

    private static String[] many(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    private static String[] with(String[] before, String last) {
        return Stream.concat(List.of(before).stream(), Stream.of(last)).toArray(String[]::new);
    }
}
