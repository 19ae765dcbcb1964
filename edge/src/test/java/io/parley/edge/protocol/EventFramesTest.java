package io.parley.edge.protocol;

import static io.parley.edge.protocol.Frames.MSG;
import static io.parley.edge.protocol.Frames.TIME;
import static io.parley.edge.protocol.Frames.recipient;
import static io.parley.edge.protocol.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatEvent;
import io.parley.avro.ChatInfo;
import io.parley.avro.ChatType;
import io.parley.avro.EventRecipient;
import io.parley.avro.FileRef;
import io.parley.avro.GroupStatus;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageReaction;
import io.parley.avro.Peer;
import io.parley.avro.Receipt;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import io.parley.avro.UnreadChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every event of the wire contract, letter by letter. */
class EventFramesTest {
    private static final EventRecipient ANN = recipient("ann").build();

    private static Message.Builder message() {
        return Message.newBuilder()
                .setMsgId(MSG)
                .setChatId("c123")
                .setChatSeq(17)
                .setSender("u1")
                .setMsgType("text")
                .setContent("Hello \"you\" \u00e9 \ud83d\udc4d\n")
                .setCreatedAt(TIME)
                .setClientMsgId("5f0c")
                .setMentions(List.of());
    }

    @Test
    void a_message_with_nothing_but_what_it_needs() {
        assertThat(text(message().build(), ANN))
                .isEqualTo("{\"type\":\"message\",\"seq\":1043,\"unread\":3,\"mentions_unread\":1,\"msg_id\":\"" + MSG
                        + "\",\"chat_id\":\"c123\",\"chat_seq\":17,\"sender\":\"u1\",\"msg_type\":\"text\","
                        + "\"content\":\"Hello \\\"you\\\" \u00e9 \ud83d\udc4d\\n\","
                        + "\"created_at\":\"2026-11-01T12:00:00.120Z\",\"client_msg_id\":\"5f0c\"}");
    }

    @Test
    void a_message_with_everything() {
        Message full = message()
                .setMsgType("image")
                .setContent("caption")
                .setReplyTo(MSG)
                .setMentions(List.of("u2", "u3"))
                .setFile(new FileRef("f9", "a.png", 1234L, "image/png", 640, 480))
                .setData("{\"a\":[1.50,null,\"\"],\"b\":{}}")
                .setEditedAt(TIME)
                .build();

        assertThat(text(full, ANN))
                .endsWith("\"msg_type\":\"image\",\"content\":\"caption\",\"created_at\":\"2026-11-01T12:00:00.120Z\","
                        + "\"client_msg_id\":\"5f0c\",\"reply_to\":\"" + MSG + "\",\"mentions\":[\"u2\",\"u3\"],"
                        + "\"file\":{\"file_id\":\"f9\",\"name\":\"a.png\",\"size\":1234,"
                        + "\"content_type\":\"image/png\",\"width\":640,\"height\":480},"
                        + "\"data\":{\"a\":[1.50,null,\"\"],\"b\":{}},\"edited_at\":\"2026-11-01T12:00:00.120Z\"}");
    }

    @Test
    void an_empty_data_object_is_left_as_it_is() {
        assertThat(text(message().setData("{}").build(), ANN)).endsWith(",\"data\":{}}");
    }

    @Test
    void a_system_message_has_no_sender() {
        Message system = message()
                .setSender(null)
                .setContent(null)
                .setClientMsgId(null)
                .setMsgType("system")
                .setEvent(new SystemEvent("members_added", "u1", List.of("u9"), null))
                .build();

        assertThat(text(system, ANN))
                .contains("\"chat_seq\":17,\"msg_type\":\"system\",\"created_at\"")
                .endsWith("\"event\":{\"kind\":\"members_added\",\"by\":\"u1\",\"users\":[\"u9\"]}}");
    }

    @Test
    void zeroes_are_never_left_out() {
        EventRecipient reader = recipient("ann").setUnread(0).setMentions(0).build();

        assertThat(text(message().build(), reader)).contains("\"unread\":0,\"mentions_unread\":0");
    }

    @Test
    void an_edit() {
        MessageEdited edited = MessageEdited.newBuilder()
                .setMsgId(MSG)
                .setChatId("c123")
                .setChatSeq(17)
                .setSender("u1")
                .setContent("Hello there")
                .setMentions(List.of("u2"))
                .setEditedAt(TIME)
                .setBy("u1")
                .build();

        assertThat(text(edited, ANN))
                .isEqualTo("{\"type\":\"edited\",\"seq\":1043,\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"chat_seq\":17,\"content\":\"Hello there\",\"mentions\":[\"u2\"],"
                        + "\"edited_at\":\"2026-11-01T12:00:00.120Z\",\"by\":\"u1\"}");
    }

    @Test
    void a_deletion() {
        MessageDeleted deleted = new MessageDeleted(MSG, "c123", 17L, "u1", TIME, "u2");

        assertThat(text(deleted, ANN))
                .isEqualTo("{\"type\":\"deleted\",\"seq\":1043,\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"chat_seq\":17,\"deleted_at\":\"2026-11-01T12:00:00.120Z\",\"by\":\"u2\"}");
    }

    @Test
    void a_reaction_that_came_and_one_that_went() {
        MessageReaction came = new MessageReaction(MSG, "c123", 17L, "\ud83d\udc4d", true, "u2", 2);
        MessageReaction went = new MessageReaction(MSG, "c123", 17L, "\ud83d\udc4d", false, "u2", 0);

        assertThat(text(came, ANN))
                .isEqualTo("{\"type\":\"reaction\",\"seq\":1043,\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"chat_seq\":17,\"emoji\":\"\ud83d\udc4d\",\"op\":\"add\",\"user\":\"u2\",\"count\":2}");
        assertThat(text(went, ANN)).contains("\"op\":\"remove\"").endsWith("\"count\":0}");
    }

    @Test
    void a_receipt() {
        assertThat(text(new Receipt(MSG, "u2", "read", TIME), ANN))
                .isEqualTo("{\"type\":\"receipt\",\"seq\":1043,\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"user\":\"u2\",\"status\":\"read\",\"at\":\"2026-11-01T12:00:00.120Z\"}");
    }

    @Test
    void a_groups_status() {
        assertThat(text(new GroupStatus(MSG, "delivered", 2, 0, 2), ANN))
                .isEqualTo("{\"type\":\"status\",\"seq\":1043,\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"status\":\"delivered\",\"delivered_by\":2,\"read_by\":0,\"of\":2}");
    }

    @Test
    void unread_numbers() {
        UnreadChanged read = new UnreadChanged("read");

        assertThat(text(read, ANN))
                .isEqualTo("{\"type\":\"unread\",\"seq\":1043,\"count\":3,\"mentions\":1,\"read\":\"" + MSG
                        + "\",\"chat_id\":\"c123\"}");
        assertThat(text(read, recipient("ann").setRead(null).setUnread(0).build()))
                .isEqualTo("{\"type\":\"unread\",\"seq\":1043,\"count\":0,\"mentions\":1,\"chat_id\":\"c123\"}");
    }

    private static ChatEvent.Builder change(ChatType type, String event) {
        return ChatEvent.newBuilder()
                .setEvent(event)
                .setBy("u1")
                .setUsers(List.of("u9"))
                .setChat(ChatInfo.newBuilder()
                        .setChatId("c123")
                        .setType(type)
                        .setName(type == ChatType.GROUP ? "Team" : null)
                        .setVersion(7)
                        .setCreatedAt(TIME)
                        .setMembers(3)
                        .build())
                .setDirect(List.of());
    }

    @Test
    void a_groups_change() {
        ChatEvent added = change(ChatType.GROUP, "members_added").build();

        assertThat(text(added, recipient("ann").setMuted(true).build()))
                .isEqualTo("{\"type\":\"chat\",\"seq\":1043,\"chat\":{\"role\":\"admin\",\"unread\":3,\"mentions\":1,"
                        + "\"read\":\"" + MSG + "\",\"muted\":true,\"chat_id\":\"c123\",\"type\":\"group\","
                        + "\"name\":\"Team\",\"version\":7,\"created_at\":\"2026-11-01T12:00:00.120Z\",\"members\":3},"
                        + "\"event\":\"members_added\",\"by\":\"u1\",\"users\":[\"u9\"]}");
    }

    @Test
    void who_is_removed_sees_no_role() {
        ChatEvent removed = change(ChatType.GROUP, "members_removed").build();
        EventRecipient gone = recipient("u9")
                .setRole(null)
                .setUnread(0)
                .setMentions(0)
                .setRead(null)
                .build();

        assertThat(text(removed, gone))
                .startsWith("{\"type\":\"chat\",\"seq\":1043,\"chat\":{\"unread\":0,\"mentions\":0,\"muted\":false,"
                        + "\"chat_id\"");
    }

    @Test
    void in_a_direct_chat_each_sees_the_other() {
        ChatEvent created = change(ChatType.DIRECT, "created")
                .setUsers(List.of())
                .setDirect(List.of(new Peer("ann", "Ann", null, null), new Peer("bob", "B\"b", MSG, null)))
                .build();

        String toAnn = text(created, recipient("ann").setRole(Role.MEMBER).build());
        String toBob = text(created, recipient("bob").setRole(Role.MEMBER).build());

        assertThat(toAnn)
                .contains("\"role\":\"member\"")
                .contains("\"muted\":false,\"peer\":{\"user\":\"bob\",\"name\":\"B\\\"b\",\"delivered\":\"" + MSG
                        + "\"},\"chat_id\"")
                .endsWith("\"members\":3},\"event\":\"created\",\"by\":\"u1\"}");
        assertThat(toBob).contains("\"peer\":{\"user\":\"ann\",\"name\":\"Ann\"}");
    }
}
