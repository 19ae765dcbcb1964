package io.parley.edge.store;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From rows of the tables to records, and nothing else. */
final class Rows {
    private Rows() {}

    static ChatRow chat(String chatId, Row row) {
        return new ChatRow(
                chatId,
                "direct".equalsIgnoreCase(row.getString("type")),
                row.getString("name"),
                Objects.requireNonNullElse(row.getInstant("created_at"), Instant.EPOCH),
                row.getInt("version"),
                row.getInt("members"),
                row.getLong("head_seq"),
                row.getUuid("head_id"),
                new Reached(row.getLong("messages_upto"), row.getLong("members_upto"), row.getLong("marks_upto")));
    }

    static MemberRow member(Row row) {
        return new MemberRow(
                text(row, "user_id"),
                role(row.getString("role")),
                Objects.requireNonNullElse(row.getInstant("joined_at"), Instant.EPOCH),
                tenures(row.getList("spans", TupleValue.class)),
                row.getBoolean("muted"),
                row.getBoolean("blocked"));
    }

    private static List<Tenure> tenures(@Nullable List<TupleValue> spans) {
        List<Tenure> tenures = new ArrayList<>();
        for (TupleValue span : spans == null ? List.<TupleValue>of() : spans) {
            tenures.add(new Tenure(span.getLong(0), span.isNull(1) ? Tenure.NEVER : span.getLong(1)));
        }
        return List.copyOf(tenures);
    }

    private static @Nullable Role role(@Nullable String role) {
        return role == null ? null : Role.valueOf(role.toUpperCase(Locale.ROOT));
    }

    static MarkRow mark(Row row) {
        return new MarkRow(
                text(row, "user_id"),
                row.getUuid("delivered"),
                row.getInstant("delivered_at"),
                row.getUuid("read"),
                row.getInstant("read_at"));
    }

    static UserChatRow userChat(Row row) {
        return new UserChatRow(
                text(row, "chat_id"),
                row.getString("role") != null,
                row.getInt("unread"),
                row.getInt("mentions"),
                row.getUuid("read"),
                row.getInstant("created_at"),
                row.getUuid("last_message"),
                new Reached(row.getLong("told_messages"), row.getLong("told_members"), row.getLong("told_marks")));
    }

    /** The chat, when the user is in it; the partition's static column makes a row without one. */
    static Optional<String> membership(Row row) {
        return row.getString("role") == null ? Optional.empty() : Optional.of(text(row, "chat_id"));
    }

    static ReactionRow reaction(Row row) {
        return new ReactionRow(
                Objects.requireNonNull(row.getUuid("msg_id")),
                text(row, "emoji"),
                text(row, "user_id"),
                row.getInt("version"),
                Objects.requireNonNullElse(row.getInstant("reacted_at"), Instant.EPOCH));
    }

    static FileRow file(Row row) {
        return new FileRow(Objects.requireNonNull(row.getUuid("msg_id")), row.getInt("bucket"));
    }

    static UserRow user(Row row) {
        return new UserRow(
                text(row, "user_id"), row.getString("name"), row.getString("avatar_url"), row.getLong("upto"));
    }

    static StoredMessage message(String chatId, Row row) {
        UUID id = Objects.requireNonNull(row.getUuid("msg_id"));
        Message message = new Message();
        message.setMsgId(id.toString());
        message.setChatId(chatId);
        message.setChatSeq(row.getLong("chat_seq"));
        message.setMsgType(text(row, "msg_type"));
        message.setCreatedAt(Objects.requireNonNullElse(row.getInstant("created_at"), Instant.EPOCH));
        setWhatMayBeAbsent(message, row);
        return new StoredMessage(id, row.getInt("version"), message);
    }

    @SuppressWarnings("NullAway") // absent columns are absent fields
    private static void setWhatMayBeAbsent(Message message, Row row) {
        message.setSender(row.getString("sender"));
        message.setContent(row.getString("content"));
        message.setClientMsgId(row.getString("client_msg_id"));
        UUID replyTo = row.getUuid("reply_to");
        message.setReplyTo(replyTo == null ? null : replyTo.toString());
        message.setMentions(list(row, "mentions"));
        message.setFile(fileOf(row.getString("file")));
        message.setData(row.getString("data"));
        message.setEditedAt(row.getInstant("edited_at"));
        message.setDeletedAt(row.getInstant("deleted_at"));
        message.setEvent(event(row));
        message.setKeyId(row.getString("key_id"));
    }

    private static @Nullable FileRef fileOf(@Nullable String json) {
        return json == null ? null : StoredFiles.parse(json);
    }

    @SuppressWarnings("NullAway") // a name is there for created and renamed alone
    private static @Nullable SystemEvent event(Row row) {
        String kind = row.getString("event_kind");
        return kind == null
                ? null
                : new SystemEvent(kind, text(row, "event_by"), list(row, "event_users"), row.getString("event_name"));
    }

    private static List<String> list(Row row, String column) {
        return Objects.requireNonNullElse(row.getList(column, String.class), List.of());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
