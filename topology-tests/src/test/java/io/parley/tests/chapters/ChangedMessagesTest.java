package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.tests.talk.Specification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits, deletions, reactions and answers: who hears of them, and what can't be changed. */
class ChangedMessagesTest extends Specification {

    @Test
    void an_edit_is_told_to_everybody_and_acked_with_the_place_of_the_message() {
        given.a_group_of("ann", "bob");
        Ack sent = when.ann.sends("hi").is_acked();
        given.that(() -> {});

        Ack ack = when.ann.edits("hi", "ho").is_acked();

        assertThat(List.of(ack.getMsgId(), ack.getChatSeq(), ack.getCreatedAt()))
                .isEqualTo(List.of(sent.getMsgId(), sent.getChatSeq(), sent.getCreatedAt()));
        then.ann.hears("edited hi -> ho by ann [0]").and_nothing_else();
        then.bob.hears("edited hi -> ho by ann [1]").and_nothing_else();
        MessageEdited fact = (MessageEdited) last().getFact();
        assertThat(fact.getChatSeq()).isEqualTo(sent.getChatSeq());
        assertThat(fact.getSender()).isEqualTo("ann");
    }

    @Test
    void an_edit_without_mentions_leaves_them_as_they_were() {
        given.a_group_of("ann", "bob");
        given.that(() -> when.ann.mentions(List.of("bob"), "hi").is_acked());

        when.ann.edits("hi", "ho").is_acked();

        then.bob.hears("edited hi -> ho by ann @bob [1 @1]").and_nothing_else();
    }

    @Test
    void an_edit_with_an_empty_list_takes_the_mentions_away() {
        given.a_group_of("ann", "bob");
        given.that(() -> when.ann.mentions(List.of("bob"), "hi").is_acked());

        when.ann.edits_mentioning("hi", "ho", List.of()).is_acked();

        assertThat(((MessageEdited) last().getFact()).getMentions()).isEmpty();
        then.the_unread_of("bob", 1, 0);
    }

    @Test
    void a_deletion_is_told_to_everybody() {
        given.a_group_of("ann", "bob");
        Ack sent = when.ann.sends("hi").is_acked();
        when.bob.reads("hi").is_silent();
        given.that(() -> {});

        Ack ack = when.ann.deletes("hi").is_acked();

        assertThat(ack.getMsgId()).isEqualTo(sent.getMsgId());
        assertThat(ack.getChatSeq()).isEqualTo(sent.getChatSeq());
        then.ann.hears("deleted hi by ann [0]").and_nothing_else();
        then.bob.hears("deleted hi by ann [0]").and_nothing_else();
        assertThat(last().getFact()).isInstanceOf(MessageDeleted.class);
    }

    @Test
    void a_deletion_of_what_was_unread_tells_the_new_count() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one", "two");

        when.ann.deletes("one").is_acked();

        then.bob.hears("unread, read nothing [1]", "deleted one by ann [1]").and_nothing_else();
    }

    @Test
    void a_deleted_message_can_not_be_edited_deleted_or_reacted_to() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.ann.deletes("hi").is_acked());

        when.ann.edits("hi", "ho").is_refused("no_such_message");
        when.ann.deletes("hi").is_refused("no_such_message");
        when.bob.reacts("hi", "+").is_refused("no_such_message");

        then.nobody_hears_anything("ann", "bob");
    }

    @Test
    void system_messages_can_not_be_edited_or_deleted() {
        given.a_group_of("ann", "bob");

        when.ann.edits("* created", "x").is_refused("forbidden");
        when.ann.deletes("* created").is_refused("forbidden");
    }

    @Test
    void a_reaction_is_told_with_the_count() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.reacts("hi", "+").is_acked();
        when.ann.reacts("hi", "+").is_acked();
        when.bob.takes_back("hi", "+").is_acked();

        then.ann
                .hears(
                        "reaction + on hi by bob, 1 [0]",
                        "reaction + on hi by ann, 2 [0]",
                        "reaction + off hi by bob, 1 [0]")
                .and_nothing_else();
        assertThat(((MessageReaction) last().getFact()).getCount()).isEqualTo(1);
    }

    @Test
    void a_reaction_that_is_there_or_gone_already_is_acked_without_an_event() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.bob.reacts("hi", "+").is_acked());

        when.bob.reacts("hi", "+").is_acked();
        when.ann.takes_back("hi", "+").is_acked();

        then.nobody_hears_anything("ann", "bob");
    }

    @Test
    void what_nobody_said_can_not_be_changed() {
        given.a_group_of("ann", "bob");

        when.ann.edits("nonsense", "x").is_refused("no_such_message");
        when.ann.deletes("nonsense").is_refused("no_such_message");
        when.ann.reacts("nonsense", "+").is_refused("no_such_message");
        when.ann.answers("nonsense", "x").is_refused("no_such_message");
    }

    @Test
    void an_answer_names_what_it_answers() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");

        String id = when.bob.answers("hi", "ho").msg_id();

        assertThat(log().message(id).orElseThrow().getReplyTo()).isEqualTo(id_of("hi"));
    }

    @Test
    void who_left_may_change_nothing() {
        given.a_group_of("ann", "bob");
        given.said("bob", "hi");
        given.that(() -> when.bob.leaves().is_done());

        when.bob.edits("hi", "ho").is_refused("not_a_member");
        when.bob.deletes("hi").is_refused("not_a_member");
        when.bob.reacts("hi", "+").is_refused("not_a_member");
    }

    @Test
    void data_and_key_are_carried_along() {
        given.a_group_of("ann", "bob");

        String id = when.ann
                .sends("c1", "hi", message -> message.setData("{\"a\":1}").setKeyId("k1"))
                .msg_id();

        assertThat(log().message(id).orElseThrow().getData()).isEqualTo("{\"a\":1}");
        assertThat(log().message(id).orElseThrow().getKeyId()).isEqualTo("k1");
    }

    private MessageFact last() {
        return log().messages().get(log().messages().size() - 1);
    }
}
