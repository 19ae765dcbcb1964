package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatType;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.Role;
import io.parley.ids.ChatIds;
import io.parley.tests.talk.Specification;
import org.junit.jupiter.api.Test;

/** Two people share one direct chat, whoever made it. */
class DirectChatTest extends Specification {

    @Test
    void a_new_one_is_told_to_both() {
        given.connected("ann", "bob", "cat");

        Done done = when.ann.makes_a_direct_chat_with("bob").is_done();

        assertThat(done.getCreated()).isTrue();
        assertThat(done.getChatId()).isEqualTo(chat());
        assertThat(done.getTold()).isEqualTo(FactTopic.MEMBERS);
        then.ann.hears("chat created by ann, v1, 2 members, member [0]").and_nothing_else();
        then.bob.hears("chat created by ann, v1, 2 members, member [0]").and_nothing_else();
        then.cat.hears_nothing();
    }

    @Test
    void it_has_no_system_messages() {
        given.connected("ann", "bob");

        when.ann.makes_a_direct_chat_with("bob").is_done();

        then.the_talk_is();
        assertThat(log().messages()).isEmpty();
    }

    @Test
    void its_facts_are_the_chat_and_both_members() {
        given.a_direct_chat_of("ann", "bob");

        assertThat(log().chat(chat()).orElseThrow().getType()).isEqualTo(ChatType.DIRECT);
        assertThat(log().chat(chat()).orElseThrow().getCreatedBy()).isEqualTo("ann");
        assertThat(log().chat(chat()).orElseThrow().getMembers()).isEqualTo(2);
        assertThat(log().member(chat(), "ann").orElseThrow().getRole()).isEqualTo(Role.MEMBER);
        assertThat(log().member(chat(), "bob").orElseThrow().getRole()).isEqualTo(Role.MEMBER);
        assertThat(log().members()).hasSize(3);
    }

    @Test
    void both_create_it_at_once_and_it_is_one() {
        given.connected("ann", "bob");

        Done first = when.ann.makes_a_direct_chat_with("bob").is_done();
        Done second = when.bob.makes_a_direct_chat_with("ann").is_done();

        assertThat(first.getChatId()).isEqualTo(second.getChatId()).isEqualTo(ChatIds.direct("bob", "ann"));
        assertThat(first.getCreated()).isTrue();
        assertThat(second.getCreated()).isFalse();
        then.ann.hears("chat created by ann, v1, 2 members, member [0]").and_nothing_else();
        then.bob.hears("chat created by ann, v1, 2 members, member [0]").and_nothing_else();
        assertThat(log().members()).hasSize(3);
    }

    @Test
    void with_oneself_there_is_none() {
        given.connected("ann");

        when.ann.makes_a_direct_chat_with("ann").is_refused("bad_request");

        then.ann.hears_nothing();
        assertThat(log().members()).isEmpty();
    }

    @Test
    void both_may_send_react_read_edit_and_delete_their_own() {
        given.a_direct_chat_of("ann", "bob");

        when.bob.sends("hi").is_acked();
        when.ann.reacts("hi", "+").is_acked();
        when.ann.reads("hi").is_silent();
        when.bob.edits("hi", "ho").is_acked();
        when.bob.deletes("hi").is_acked();
    }

    @Test
    void neither_may_delete_or_edit_the_other_ones() {
        given.a_direct_chat_of("ann", "bob");
        given.said("bob", "hi");

        when.ann.deletes("hi").is_refused("forbidden");
        when.ann.edits("hi", "ho").is_refused("forbidden");

        then.nobody_hears_anything("ann", "bob");
    }

    @Test
    void neither_may_rename_add_remove_leave_or_change_roles() {
        given.a_direct_chat_of("ann", "bob");

        when.ann.renames("Us").is_refused("forbidden");
        when.ann.adds("cat").is_refused("forbidden");
        when.ann.removes("bob").is_refused("forbidden");
        when.ann.leaves().is_refused("forbidden");
        when.ann.makes("bob", Role.ADMIN).is_refused("forbidden");

        then.nobody_hears_anything("ann", "bob");
        assertThat(log().members()).hasSize(3);
    }

    @Test
    void a_stranger_is_told_that_there_is_no_such_chat() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.cat.sends("hello").is_refused("no_such_chat");
        when.cat.reads("hi").is_refused("no_such_chat");
        when.cat.deletes("hi").is_refused("no_such_chat");
        when.cat.mutes().is_refused("no_such_chat");

        then.nobody_hears_anything("ann", "bob");
    }

    @Test
    void one_that_nobody_made_does_not_exist() {
        given.connected("ann", "bob");
        talk_of(ChatIds.direct("ann", "bob"));

        when.ann.sends("hi").is_refused("no_such_chat");

        assertThat(log().messages()).isEmpty();
    }

    @Test
    void after_a_block_neither_may_send_and_everything_else_goes_on() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.blocks("ann").is_done();

        when.ann.sends("please").is_refused("blocked");
        when.bob.sends("no").is_refused("blocked");
        when.ann.edits("hi", "ho").is_acked();
        when.bob.reads("hi").is_silent();
        when.bob.unblocks("ann").is_done();
        when.ann.sends("thanks").is_acked();
        then.the_talk_is("hi", "thanks");
    }

    @Test
    void a_block_before_the_chat_holds_in_it_and_the_chat_may_still_be_made() {
        given.connected("ann", "bob");

        when.bob.blocks("ann").is_done();
        Done done = when.ann.makes_a_direct_chat_with("bob").is_done();

        assertThat(done.getCreated()).isTrue();
        when.ann.sends("hi").is_refused("blocked");
        when.bob.sends("hi").is_refused("blocked");
    }

    @Test
    void a_block_changes_nothing_in_groups() {
        given.a_group_of("ann", "bob");

        when.bob.blocks("ann").is_done();

        when.ann.sends("hi").is_acked();
        when.bob.sends("ho").is_acked();
    }
}
