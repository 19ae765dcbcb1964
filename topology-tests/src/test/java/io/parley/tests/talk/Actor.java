package io.parley.tests.talk;

import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.React;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.avro.SetBlocked;
import io.parley.avro.SetMuted;
import io.parley.avro.SetProfile;
import io.parley.ids.ChatIds;
import io.parley.tests.world.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person does, in words. Messages are named by what they said; the chat is the one talked of. */
public final class Actor {
    private final Stage stage;
    private final String name;
    private int sent;

    Actor(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
    }

    public Outcome sends(String content) {
        return sends_as(freshId(), content);
    }

    /** With a client_msg_id of one's own choice. */
    public Outcome sends_as(String clientMsgId, String content) {
        return sends(clientMsgId, content, message -> message);
    }

    public Outcome mentions(List<String> who, String content) {
        return sends(freshId(), content, message -> message.setMentions(who));
    }

    public Outcome answers(String to, String content) {
        return sends(freshId(), content, message -> message.setReplyTo(stage.id(to)));
    }

    public Outcome sends(String clientMsgId, String content, UnaryOperator<SendMessage.Builder> more) {
        SendMessage.Builder message = SendMessage.newBuilder()
                .setClientMsgId(clientMsgId)
                .setMsgType("text")
                .setContent(content)
                .setMentions(List.of());
        return ask("message", more.apply(message).build());
    }

    public Outcome edits(String said, String content) {
        return edits_as(freshId(), said, content);
    }

    public Outcome edits_as(String clientMsgId, String said, String content) {
        return ask("edit", edit(clientMsgId, said, content).build());
    }

    public Outcome edits_mentioning(String said, String content, List<String> who) {
        return ask("edit", edit(freshId(), said, content).setMentions(who).build());
    }

    private EditMessage.Builder edit(String clientMsgId, String said, String content) {
        return EditMessage.newBuilder()
                .setClientMsgId(clientMsgId)
                .setMsgId(stage.id(said))
                .setContent(content);
    }

    public Outcome deletes(String said) {
        return deletes_as(freshId(), said);
    }

    public Outcome deletes_as(String clientMsgId, String said) {
        return ask("delete", new DeleteMessage(clientMsgId, stage.id(said)));
    }

    public Outcome reacts(String said, String emoji) {
        return reacts_as(freshId(), said, emoji);
    }

    public Outcome reacts_as(String clientMsgId, String said, String emoji) {
        return ask("react", new React(clientMsgId, stage.id(said), emoji, true));
    }

    public Outcome takes_back(String said, String emoji) {
        return ask("react", new React(freshId(), stage.id(said), emoji, false));
    }

    public Outcome has(String said) {
        return ask("delivered", new MarkDelivered(stage.id(said)));
    }

    public Outcome reads(String said) {
        return ask("read", new MarkRead(stage.id(said)));
    }

    /** Others on the same edge read it at the same moment. */
    public Outcome reads_with_others(String said, String... others) {
        List<Mark> marks = Stream.of(others)
                .map(other -> new Mark(other, null, stage.id(said), true))
                .toList();
        return stage.mark(name, new MarkRead(stage.id(said)), marks);
    }

    /** As who has the chat open: both marks in one breath. */
    public Outcome has_and_reads(String said) {
        return stage.mark(name, new MarkDelivered(stage.id(said)), List.of(new Mark(name, null, stage.id(said), true)));
    }

    public Outcome makes_a_direct_chat_with(String other) {
        stage.talkOf(ChatIds.direct(name, other));
        return create(ChatType.DIRECT, null, List.of(other));
    }

    public Outcome makes_a_group(String title, String... members) {
        stage.talkOf(ChatIds.group(name, title));
        return create(ChatType.GROUP, title, List.of(members));
    }

    private Outcome create(ChatType type, @Nullable String title, List<String> others) {
        Set<String> members = new LinkedHashSet<>(List.of(name));
        members.addAll(others);
        return ask(
                "create",
                CreateChat.newBuilder()
                        .setType(type)
                        .setName(title)
                        .setMembers(List.copyOf(members))
                        .setNames(Map.of())
                        .build());
    }

    public Outcome renames(String title) {
        return ask("rename", new RenameChat(title));
    }

    public Outcome adds(String... members) {
        return ask("add_members", new AddMembers(List.of(members)));
    }

    public Outcome removes(String member) {
        return ask("remove_member", new RemoveMember(member));
    }

    public Outcome leaves() {
        return removes(name);
    }

    public Outcome makes(String member, Role role) {
        return ask("change_role", new ChangeRole(member, role));
    }

    public Outcome mutes() {
        return ask("mute", new SetMuted(true));
    }

    public Outcome unmutes() {
        return ask("mute", new SetMuted(false));
    }

    public Outcome blocks(String other) {
        return stage.ask(name, ChatIds.direct(name, other), "block", new SetBlocked(other, true));
    }

    public Outcome unblocks(String other) {
        return stage.ask(name, ChatIds.direct(name, other), "block", new SetBlocked(other, false));
    }

    public Outcome is_called(String displayName) {
        return stage.askForSelf(
                name, "profile", SetProfile.newBuilder().setName(displayName).build());
    }

    public Outcome has_the_picture(String url) {
        return stage.askForSelf(
                name, "profile", SetProfile.newBuilder().setAvatarUrl(url).build());
    }

    /** Opens a connection for a snapshot. */
    public Connection connects(String device) {
        return stage.connect(name, device, Stage.slotOf(name), null, null);
    }

    public Connection connects_at(int edge, String device) {
        return stage.connect(name, device, edge, null, null);
    }

    public Connection connects_as(String displayName) {
        return stage.connect(name, Stage.DEVICE, Stage.slotOf(name), null, displayName);
    }

    /** Opens a connection that has seen everything up to {@code since}. */
    public Connection comes_back(String device, long since) {
        return stage.connect(name, device, Stage.slotOf(name), since, null);
    }

    /** With what the device saw last. */
    public Connection comes_back(String device) {
        return comes_back(device, stage.device(name, device).last());
    }

    public void goes(String device) {
        stage.world().edges().close(stage.device(name, device), "closed");
        stage.world().settle();
    }

    private Outcome ask(String kind, Object command) {
        return stage.ask(name, stage.chat(), kind, command);
    }

    private String freshId() {
        return name + "-" + ++sent;
    }
}
