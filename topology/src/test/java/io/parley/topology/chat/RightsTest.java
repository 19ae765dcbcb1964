package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.DIRECT;
import static io.parley.topology.chat.FakeChat.GROUP;
import static io.parley.topology.chat.FakeChat.code;
import static io.parley.topology.chat.FakeChat.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.ChatEvent;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.EditMessage;
import io.parley.avro.MarkRead;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageFact;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.Role;
import io.parley.avro.SetBlocked;
import io.parley.avro.state.RosterMember;
import io.parley.topology.TalkConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
    private final FakeChat chat = new FakeChat();

    @BeforeEach
    void a_group_with_every_role() {
        chat.group("owner", "admin", "other", "member", "second");
        chat.does(GROUP, "owner", new ChangeRole("admin", Role.ADMIN));
        chat.does(GROUP, "owner", new ChangeRole("other", Role.ADMIN));
    }

    @ParameterizedTest
    @CsvSource({"owner, true, true, true, true", "admin, true, true, false, false", "member, false, false, false, false"
    })
    void the_table_of_who_may_what(
            String who, boolean moderates, boolean removesMembers, boolean removesAdmins, boolean governs) {
        String another = chat.says(GROUP, "second", "m1");

        assertThat(may(who, new DeleteMessage("d1", another))).isEqualTo(moderates);
        assertThat(may(who, new RenameChat("New " + who))).isEqualTo(moderates);
        assertThat(may(who, new AddMembers(List.of("new-" + who)))).isEqualTo(moderates);
        assertThat(may(who, new RemoveMember("second"))).isEqualTo(removesMembers);
        assertThat(may(who, new RemoveMember("other"))).isEqualTo(removesAdmins);
        assertThat(may(who, new ChangeRole("new-x", Role.ADMIN)))
                .as("who may change roles hears that there is no such member")
                .isFalse();
        assertThat(code(chat.does(GROUP, who, new ChangeRole("new-x", Role.ADMIN))))
                .isEqualTo(governs ? "no_such_user" : "forbidden");
        assertThat(may(who, new EditMessage("e1", another, "x", null, null))).isFalse();
        assertThat(may(who, new RemoveMember(who))).as("leave").isTrue();
    }

    private boolean may(String who, Object command) {
        return !(chat.does(GROUP, who, command).answer() instanceof io.parley.avro.Rejected);
    }

    @Test
    void in_a_direct_chat_nobody_governs_and_nobody_leaves() {
        chat.direct();
        String message = chat.says(DIRECT, "ann", "m1");

        for (Object command : List.of(
                new RenameChat("x"),
                new AddMembers(List.of("cat")),
                new RemoveMember("ann"),
                new RemoveMember("bob"),
                new ChangeRole("ann", Role.OWNER),
                new DeleteMessage("d1", message))) {
            assertThat(code(chat.does(DIRECT, "bob", command))).isEqualTo("forbidden");
        }
    }

    @Test
    void blocking_closes_messages_both_ways_and_nothing_else() {
        chat.direct();
        String message = chat.says(DIRECT, "ann", "m1");
        chat.does(DIRECT, "bob", new SetBlocked("ann", true));

        assertThat(code(chat.does(DIRECT, "ann", text("m2")))).isEqualTo("blocked");
        assertThat(code(chat.does(DIRECT, "bob", text("m2")))).isEqualTo("blocked");
        assertThat(chat.does(DIRECT, "bob", new MarkRead(message)).answer()).isNull();
        assertThat(FakeChat.ack(chat.does(DIRECT, "ann", new EditMessage("e1", message, "x", null, null))))
                .isNotNull();

        chat.does(DIRECT, "bob", new SetBlocked("ann", false));
        assertThat(FakeChat.ack(chat.does(DIRECT, "ann", text("m2")))).isNotNull();
    }

    @Test
    void who_is_blocked_before_the_chat_is_made_stays_so_when_it_is() {
        chat.does(DIRECT, "bob", new SetBlocked("ann", true));
        assertThat(code(chat.does(DIRECT, "ann", text("m1")))).isEqualTo("no_such_chat");

        chat.direct();

        assertThat(code(chat.does(DIRECT, "ann", text("m1")))).isEqualTo("blocked");
    }

    @Test
    void strangers_and_former_members_are_told_apart() {
        chat.does(GROUP, "owner", new RemoveMember("member"));

        assertThat(code(chat.does(GROUP, "stranger", text("m1")))).isEqualTo("no_such_chat");
        assertThat(code(chat.does(GROUP, "member", text("m1")))).isEqualTo("not_a_member");
        assertThat(chat.does(GROUP, "member", new RemoveMember("member")).answer())
                .isInstanceOf(Done.class);
        assertThat(code(chat.does(GROUP, "stranger", new RemoveMember("stranger"))))
                .isEqualTo("no_such_chat");
    }

    @Test
    void when_the_owner_leaves_the_longest_standing_admin_follows_in_two_changes() {
        Outcome outcome = chat.does(GROUP, "owner", new RemoveMember("owner"));

        assertThat(outcome.events())
                .filteredOn(event -> event.payload() instanceof ChatEvent)
                .extracting(event -> ((ChatEvent) event.payload()).getEvent())
                .containsExactly("members_removed", "role_changed");
        assertThat(outcome.events()).extracting(Event::version).containsExactly(4, 4, 5, 5);
        assertThat(outcome.facts().stream()
                        .filter(MessageFact.class::isInstance)
                        .map(fact -> ((Message) ((MessageFact) fact).getFact()).getEvent())
                        .map(event -> event.getKind() + " by " + event.getBy()))
                .containsExactly("members_removed by owner", "role_changed by owner");
        assertThat(roles()).containsEntry("admin", Role.OWNER).doesNotContainKey("owner");
    }

    @Test
    void without_an_admin_the_longest_standing_member_follows_and_an_empty_group_has_no_owner() {
        FakeChat small = new FakeChat().group("ann", "bob", "cat");

        small.does(GROUP, "ann", new RemoveMember("ann"));
        assertThat(small.members(GROUP))
                .first()
                .extracting(RosterMember::getRole)
                .isEqualTo(Role.OWNER);
        small.does(GROUP, "bob", new RemoveMember("bob"));
        small.does(GROUP, "cat", new RemoveMember("cat"));

        assertThat(small.members(GROUP)).isEmpty();
        assertThat(code(small.does(GROUP, "cat", text("m1")))).isEqualTo("not_a_member");
    }

    @Test
    void an_app_server_removes_anybody_from_a_group_without_being_in_it() {
        for (String who : List.of("member", "admin", "owner")) {
            assertThat(chat.serves(GROUP, "app", new RemoveMember(who)).answer())
                    .isInstanceOf(Done.class);
        }

        assertThat(roles()).containsOnlyKeys("other", "second").containsEntry("other", Role.OWNER);
        assertThat(code(chat.serves(DIRECT, "app", new RemoveMember("ann")))).isEqualTo("no_such_chat");
        chat.direct();
        assertThat(code(chat.serves(DIRECT, "app", new RemoveMember("ann")))).isEqualTo("forbidden");
    }

    @Test
    void an_app_server_deletes_any_message_but_the_chats_own() {
        chat.direct();
        String toBob = chat.says(DIRECT, "ann", "m1");
        String said = chat.says(GROUP, "owner", "m1");

        assertThat(chat.serves(DIRECT, "app", new DeleteMessage("d1", toBob)).events())
                .filteredOn(event -> event.payload() instanceof MessageDeleted)
                .extracting(event -> ((MessageDeleted) event.payload()).getBy())
                .containsExactly("app");
        assertThat(chat.serves(GROUP, "app", new DeleteMessage("d1", said)).answer())
                .isInstanceOf(Ack.class);
        assertThat(code(chat.serves(GROUP, "app", new DeleteMessage("d2", said))))
                .isEqualTo("no_such_message");
        assertThat(code(chat.serves(GROUP, "app", new DeleteMessage("d3", systemMessage()))))
                .isEqualTo("forbidden");
    }

    private String systemMessage() {
        Outcome renamed = chat.does(GROUP, "owner", new RenameChat("Anew"));
        return renamed.facts().stream()
                .filter(MessageFact.class::isInstance)
                .map(fact -> ((Message) ((MessageFact) fact).getFact()).getMsgId())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_app_server_has_no_more_rights_in_all_else_than_the_user_whom_it_acts_for() {
        String said = chat.says(GROUP, "second", "m1");

        for (Object command : List.of(
                text("m2"),
                new EditMessage("e1", said, "x", null, null),
                new RenameChat("x"),
                new AddMembers(List.of("zoe")),
                new ChangeRole("second", Role.ADMIN))) {
            assertThat(code(chat.serves(GROUP, "stranger", command))).isEqualTo("no_such_chat");
        }
        for (Object command : List.of(
                new EditMessage("e1", said, "x", null, null),
                new RenameChat("x"),
                new AddMembers(List.of("zoe")),
                new ChangeRole("second", Role.ADMIN))) {
            assertThat(code(chat.serves(GROUP, "member", command))).isEqualTo("forbidden");
        }
        assertThat(FakeChat.ack(chat.serves(GROUP, "member", text("m3")))).isNotNull();
    }

    @Test
    void giving_ownership_hands_it_over_in_one_change() {
        Outcome outcome = chat.does(GROUP, "owner", new ChangeRole("member", Role.OWNER));

        assertThat(outcome.events().get(0).payload()).isInstanceOfSatisfying(ChatEvent.class, event -> {
            assertThat(event.getEvent()).isEqualTo("role_changed");
            assertThat(event.getUsers()).containsExactly("member", "owner");
        });
        assertThat(roles()).containsEntry("member", Role.OWNER).containsEntry("owner", Role.ADMIN);
    }

    @Test
    void a_group_grows_to_its_bound_and_no_further() {
        FakeChat small = new FakeChat(TalkConfig.defaults().with(bounds -> bounds.members = 3)).group("ann", "bob");

        assertThat(code(small.does(GROUP, "ann", new AddMembers(List.of("cat", "dan")))))
                .isEqualTo("too_large");
        small.does(GROUP, "ann", new AddMembers(List.of("cat", "bob", "cat")));

        assertThat(small.members(GROUP)).extracting(RosterMember::getUser).containsExactly("ann", "bob", "cat");
    }

    private Map<String, Role> roles() {
        return chat.members(GROUP).stream().collect(Collectors.toMap(RosterMember::getUser, RosterMember::getRole));
    }
}
