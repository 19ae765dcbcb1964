package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.tests.talk.Specification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same {@code client_msg_id} has the first one's effect and gets the first one's ack, for a day. */
class DeduplicationTest extends Specification {

    @Test
    void a_message_sent_again_gets_the_first_ack_and_no_second_message() {
        given.a_direct_chat_of("ann", "bob");

        Ack first = when.ann.sends_as("c1", "hi").is_acked();
        time_passes(Duration.ofSeconds(30));
        Ack second = when.ann.sends_as("c1", "hi").is_acked();

        assertThat(Ack.newBuilder(second).setRepeated(false).build()).isEqualTo(first);
        assertThat(second.getRepeated()).isTrue();
        then.the_talk_is("hi");
        then.bob.hears("ann: hi [1]").and_nothing_else();
        then.ann.hears("ann: hi [0]").and_nothing_else();
    }

    @Test
    void another_content_under_the_same_id_changes_nothing() {
        given.a_direct_chat_of("ann", "bob");

        Ack first = when.ann.sends_as("c1", "hi").is_acked();
        Ack second = when.ann.sends_as("c1", "other").is_acked();

        assertThat(second.getMsgId()).isEqualTo(first.getMsgId());
        then.the_talk_is("hi");
    }

    @Test
    void ids_of_two_senders_do_not_meet() {
        given.a_direct_chat_of("ann", "bob");

        when.ann.sends_as("c1", "from ann").is_acked();
        Ack other = when.bob.sends_as("c1", "from bob").is_acked();

        assertThat(other.getRepeated()).isFalse();
        then.the_talk_is("from ann", "from bob");
    }

    @Test
    void ids_of_two_chats_do_not_meet() {
        String withBob = given.a_direct_chat_of("ann", "bob");
        when.ann.sends_as("c1", "to bob").is_acked();

        given.a_direct_chat_of("ann", "cat");
        when.ann.sends_as("c1", "to cat").is_acked();

        then.the_talk_is("to cat");
        talk_of(withBob);
        then.the_talk_is("to bob");
    }

    @Test
    void an_id_whose_parts_run_together_is_another_id() {
        given.a_group_called("Team", "a", "ab", "b");

        when.person("a").sends_as("bc", "one").is_acked();
        Ack other = when.person("ab").sends_as("c", "two").is_acked();

        assertThat(other.getRepeated()).isFalse();
        then.the_talk_is("* created", "one", "two");
    }

    @Test
    void the_same_id_for_another_kind_is_a_bad_request() {
        given.a_direct_chat_of("ann", "bob");
        when.ann.sends_as("c1", "hi").is_acked();

        when.ann.deletes_as("c1", "hi").is_refused("bad_request");
        when.ann.edits_as("c1", "hi", "ho").is_refused("bad_request");
        when.ann.reacts_as("c1", "hi", "+").is_refused("bad_request");

        then.the_talk_is("hi");
        then.bob.hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void who_has_lost_the_right_to_send_still_gets_the_first_ack() {
        given.a_group_of("ann", "bob", "cat");
        Ack first = when.bob.sends_as("c1", "hi").is_acked();

        when.ann.removes("bob").is_done();
        Ack again = when.bob.sends_as("c1", "hi").is_acked();

        assertThat(again.getMsgId()).isEqualTo(first.getMsgId());
        assertThat(again.getChatSeq()).isEqualTo(first.getChatSeq());
        when.bob.sends_as("c2", "more").is_refused("not_a_member");
    }

    @Test
    void a_rejection_is_not_remembered() {
        given.a_group_of("ann", "bob");
        given.connected("cat");
        when.cat.sends_as("c1", "hi").is_refused("no_such_chat");

        when.ann.adds("cat").is_done();
        Ack ack = when.cat.sends_as("c1", "hi").is_acked();

        assertThat(ack.getRepeated()).isFalse();
        then.the_talk_is("* created", "* members_added", "hi");
    }

    @Test
    void an_id_that_was_refused_may_serve_another_kind() {
        given.a_group_of("ann", "bob");
        when.bob.deletes_as("c1", "nothing").is_refused("no_such_message");

        when.bob.sends_as("c1", "hi").is_acked();

        then.the_talk_is("* created", "hi");
    }

    @Test
    void a_repeat_within_a_day_is_known() {
        given.a_direct_chat_of("ann", "bob");
        when.ann.sends_as("c1", "hi").is_acked();

        time_passes(Duration.ofHours(24));
        world().passWallClock(Duration.ofHours(24));
        Ack again = when.ann.sends_as("c1", "hi").is_acked();

        assertThat(again.getRepeated()).isTrue();
        then.the_talk_is("hi");
    }

    @Test
    void after_the_window_the_id_is_forgotten_and_its_rows_are_gone() {
        given.a_direct_chat_of("ann", "bob");
        when.ann.sends_as("c1", "hi").is_acked();
        assertThat(world().rows()).containsEntry("dedup", 1);

        time_passes(Duration.ofHours(72));
        when.bob.sends_as("c9", "time goes on").is_acked();
        for (int i = 0; i < 5; i++) {
            world().passWallClock(Duration.ofSeconds(10));
        }
        Map<String, Integer> rows = world().rows();
        Ack again = when.ann.sends_as("c1", "hi").is_acked();

        assertThat(rows).containsEntry("dedup", 1);
        assertThat(again.getRepeated()).isFalse();
        then.the_talk_is("hi", "time goes on", "hi");
    }

    @Test
    void a_repeat_is_known_also_after_every_task_died() {
        given.a_direct_chat_of("ann", "bob");
        Ack first = when.ann.sends_as("c1", "hi").is_acked();

        all_tasks_die();
        Ack again = when.ann.sends_as("c1", "hi").is_acked();

        assertThat(again.getMsgId()).isEqualTo(first.getMsgId());
        then.the_talk_is("hi");
    }

    @Test
    void edits_deletes_and_reactions_are_idempotent_too() {
        given.a_direct_chat_of("ann", "bob");
        String hi = when.ann.sends("hi").msg_id();

        Ack edit = when.ann.edits_as("e1", "hi", "ho").is_acked();
        Ack editAgain = when.ann.edits_as("e1", "hi", "ho").is_acked();
        Ack react = when.bob.reacts_as("r1", "hi", "+").is_acked();
        Ack reactAgain = when.bob.reacts_as("r1", "hi", "+").is_acked();
        Ack delete = when.ann.deletes_as("d1", "hi").is_acked();
        Ack deleteAgain = when.ann.deletes_as("d1", "hi").is_acked();

        assertThat(List.of(edit, editAgain, react, reactAgain, delete, deleteAgain))
                .extracting(Ack::getMsgId)
                .containsOnly(hi);
        assertThat(List.of(editAgain, reactAgain, deleteAgain)).allMatch(Ack::getRepeated);
        assertThat(log().messages()).hasSize(4);
    }
}
