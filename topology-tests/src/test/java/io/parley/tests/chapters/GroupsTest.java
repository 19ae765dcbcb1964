package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.Role;
import io.parley.ids.TimeUuid;
import io.parley.tests.talk.Specification;
import org.junit.jupiter.api.Test;

/** Groups: how they are made and change, and who is told what of it. */
class GroupsTest extends Specification {

    @Test
    void a_new_group_is_told_to_all_its_members_with_their_role() {
        given.connected("ann", "bob", "cat", "dan");

        Done done = when.ann.makes_a_group("Team", "bob", "cat").is_done();

        assertThat(done.getCreated()).isTrue();
        assertThat(done.getTold()).isEqualTo(FactTopic.MEMBERS);
        then.ann
                .hears("chat created by ann Team, v1, 3 members, owner [0]", "* created by ann Team [0]")
                .and_nothing_else();
        then.bob
                .hears("chat created by ann Team, v1, 3 members, member [0]", "* created by ann Team [0]")
                .and_nothing_else();
        then.cat
                .hears("chat created by ann Team, v1, 3 members, member [0]", "* created by ann Team [0]")
                .and_nothing_else();
        then.dan.hears_nothing();
    }

    @Test
    void made_again_it_is_the_same_and_nobody_is_told() {
        given.a_group_of("ann", "bob");

        Done again = when.ann.makes_a_group("Team", "bob").is_done();

        assertThat(again.getCreated()).isFalse();
        assertThat(again.getChatId()).isEqualTo(chat());
        then.nobody_hears_anything("ann", "bob");
        then.the_talk_is("* created");
    }

    @Test
    void one_alone_may_make_a_group() {
        given.connected("ann");

        when.ann.makes_a_group("Diary").is_done();

        then.ann
                .hears("chat created by ann Diary, v1, 1 members, owner [0]", "* created by ann Diary [0]")
                .and_nothing_else();
    }

    @Test
    void a_new_name_is_told_to_everybody_and_raises_the_version() {
        given.a_group_of("ann", "bob");

        when.ann.renames("Crew").is_done();

        then.ann
                .hears("chat renamed by ann Crew, v2, 2 members, owner [0]", "* renamed by ann Crew [0]")
                .and_nothing_else();
        then.bob
                .hears("chat renamed by ann Crew, v2, 2 members, member [0]", "* renamed by ann Crew [0]")
                .and_nothing_else();
        assertThat(log().chat(chat()).orElseThrow().getName()).isEqualTo("Crew");
    }

    @Test
    void who_is_added_gets_the_whole_chat_and_starts_at_zero() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one", "two");
        given.connected("cat");

        when.ann.adds("cat").is_done();

        then.cat
                .hears(
                        "chat members_added by ann (cat) Team, v2, 3 members, member [0]",
                        "* members_added by ann (cat) [0]")
                .and_nothing_else();
        then.bob
                .hears(
                        "chat members_added by ann (cat) Team, v2, 3 members, member [2]",
                        "* members_added by ann (cat) [2]")
                .and_nothing_else();
    }

    @Test
    void several_are_added_in_one_event() {
        given.a_group_of("ann", "bob");
        given.connected("cat", "dan");

        when.ann.adds("cat", "dan").is_done();

        then.dan
                .hears(
                        "chat members_added by ann (cat dan) Team, v2, 4 members, member [0]",
                        "* members_added by ann (cat dan) [0]")
                .and_nothing_else();
    }

    @Test
    void who_is_a_member_already_is_passed_over() {
        given.a_group_of("ann", "bob");
        given.connected("cat");

        when.ann.adds("bob", "cat").is_done();

        then.bob
                .hears(
                        "chat members_added by ann (cat) Team, v2, 3 members, member [0]",
                        "* members_added by ann (cat) [0]")
                .and_nothing_else();
    }

    @Test
    void adding_only_members_is_done_without_an_event() {
        given.a_group_of("ann", "bob");

        Done done = when.ann.adds("bob").is_done();

        assertThat(done.getCreated()).isFalse();
        then.nobody_hears_anything("ann", "bob");
        then.the_talk_is("* created");
    }

    @Test
    void who_is_removed_gets_the_event_without_a_role_and_then_nothing() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one");

        when.ann.removes("cat").is_done();
        when.ann.sends("two").is_acked();
        when.ann.renames("Crew").is_done();

        then.cat
                .hears("chat members_removed by ann (cat) Team, v2, 2 members, gone [0]")
                .and_nothing_else();
        then.bob
                .hears(
                        "chat members_removed by ann (cat) Team, v2, 2 members, member [1]",
                        "* members_removed by ann (cat) [1]",
                        "ann: two [2]")
                .hears("chat renamed by ann Crew, v3, 2 members, member [2]", "* renamed by ann Crew [2]")
                .and_nothing_else();
    }

    @Test
    void who_leaves_says_so_the_same_way() {
        given.a_group_of("ann", "bob", "cat");

        when.cat.leaves().is_done();

        then.cat
                .hears("chat members_removed by cat (cat) Team, v2, 2 members, gone [0]")
                .and_nothing_else();
        then.bob
                .hears(
                        "chat members_removed by cat (cat) Team, v2, 2 members, member [0]",
                        "* members_removed by cat (cat) [0]")
                .and_nothing_else();
    }

    @Test
    void removing_who_is_gone_is_done_already() {
        given.a_group_of("ann", "bob", "cat");
        when.ann.removes("cat").is_done();
        given.that(() -> {});

        when.ann.removes("cat").is_done();
        when.ann.removes("dan").is_done();

        then.nobody_hears_anything("ann", "bob", "cat");
    }

    @Test
    void leaving_again_is_done_already() {
        given.a_group_of("ann", "bob", "cat");
        when.cat.leaves().is_done();
        given.that(() -> {});

        when.cat.leaves().is_done();

        then.nobody_hears_anything("ann", "bob", "cat");
    }

    @Test
    void who_was_a_member_is_told_so_and_who_never_was_is_not() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");
        when.ann.removes("cat").is_done();

        when.cat.sends("x").is_refused("not_a_member");
        when.cat.reads("hi").is_refused("not_a_member");
        when.cat.renames("x").is_refused("not_a_member");
        when.dan.sends("x").is_refused("no_such_chat");
        when.dan.renames("x").is_refused("no_such_chat");
    }

    @Test
    void who_comes_back_hears_again_and_starts_at_zero() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one");
        given.that(() -> when.ann.removes("cat").is_done());
        given.said("ann", "two");

        when.ann.adds("cat").is_done();
        when.ann.sends("three").is_acked();

        then.cat
                .hears(
                        "chat members_added by ann (cat) Team, v3, 3 members, member [0]",
                        "* members_added by ann (cat) [0]",
                        "ann: three [1]")
                .and_nothing_else();
    }

    @Test
    void the_spans_of_a_member_tell_when_they_were_one() {
        given.a_group_of("ann", "bob", "cat");
        String before = when.ann.sends("before").msg_id();
        when.ann.removes("cat").is_done();
        String without = when.ann.sends("without").msg_id();
        when.ann.adds("cat").is_done();
        String after = when.ann.sends("after").msg_id();

        MemberState cat = log().member(chat(), "cat").orElseThrow();

        assertThat(cat.getSpans()).hasSize(2);
        assertThat(visible(cat, before)).isTrue();
        assertThat(visible(cat, without)).isFalse();
        assertThat(visible(cat, after)).isTrue();
        assertThat(cat.getRole()).isEqualTo(Role.MEMBER);
    }

    @Test
    void who_joins_sees_the_system_message_of_it_and_who_leaves_does_not() {
        given.a_group_of("ann", "bob");
        when.ann.adds("cat").is_done();
        when.ann.removes("cat").is_done();

        MemberState cat = log().member(chat(), "cat").orElseThrow();

        assertThat(visible(cat, system("members_added"))).isTrue();
        assertThat(visible(cat, system("members_removed"))).isFalse();
        assertThat(visible(cat, system("created"))).isFalse();
        assertThat(cat.getRole()).isNull();
    }

    @Test
    void a_message_carries_the_version_of_its_time() {
        given.a_group_of("ann", "bob");
        when.ann.sends("one");
        when.ann.renames("Crew").is_done();
        when.ann.sends("two");

        assertThat(log().messages()).extracting(fact -> fact.getVersion()).containsExactly(1, 1, 2, 2);
    }

    @Test
    void a_group_without_members_is_over() {
        given.a_group_of("ann", "bob");
        when.bob.leaves().is_done();

        when.ann.leaves().is_done();

        when.ann.sends("anybody?").is_refused("not_a_member");
    }

    @Test
    void nobody_outside_hears_anything() {
        given.a_group_of("ann", "bob");
        given.connected("cat", "dan", "eve");

        when.ann.sends("hi").is_acked();
        when.bob.reads("hi").is_silent();
        when.ann.renames("Crew").is_done();

        then.nobody_hears_anything("cat", "dan", "eve");
        assertThat(log().inbox()).allMatch(batch -> batch.getRecipients().stream()
                .allMatch(to -> to.getUser().equals("ann") || to.getUser().equals("bob")));
    }

    private String system(String kind) {
        return log().talk(chat())
                .filter(message -> message.getEvent() != null
                        && message.getEvent().getKind().equals(kind))
                .map(Message::getMsgId)
                .findFirst()
                .orElseThrow();
    }

    private static boolean visible(MemberState member, String msgId) {
        long stamp = TimeUuid.stampOf(msgId);
        return member.getSpans().stream()
                .anyMatch(span -> span.getFrom() <= stamp && (span.getTo() == null || stamp < span.getTo()));
    }
}
