package io.parley.sinks.cassandra;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables, each constant as one topic writes it: a column is written from one topic alone, so that a row's newest
 * write time always carries the newest value, however batches are cut. {@code tables.cql} holds the types.
 */
enum Table {
    MESSAGES(
            "messages",
            List.of("chat_id", "bucket"),
            List.of("msg_id"),
            List.of(
                    "chat_seq",
                    "version",
                    "sender",
                    "msg_type",
                    "content",
                    "created_at",
                    "client_msg_id",
                    "reply_to",
                    "mentions",
                    "file",
                    "data",
                    "event_kind",
                    "event_by",
                    "event_users",
                    "event_name",
                    "edited_at",
                    "deleted_at",
                    "key_id"),
            Stage.ROWS),
    REACTIONS(
            "reactions",
            List.of("chat_id", "bucket"),
            List.of("msg_id", "emoji", "user_id"),
            List.of("version", "reacted_at"),
            Stage.ROWS),
    WORDS("words", List.of("chat_id", "bucket"), List.of("msg_id"), List.of("tokens"), Stage.ROWS),
    FILES("files", List.of("chat_id", "file_id"), List.of("msg_id"), List.of("bucket"), Stage.ROWS),
    BUCKETS("buckets", List.of("chat_id"), List.of("first_id"), List.of("bucket"), Stage.ROWS),
    MEMBERS(
            "members",
            List.of("chat_id"),
            List.of("user_id"),
            List.of("role", "joined_at", "spans", "muted", "blocked", "version"),
            Stage.ROWS),
    BLOCKS("blocks", List.of("user_id"), List.of("blocked"), List.of("blocked_at"), Stage.ROWS),
    MARKS(
            "marks",
            List.of("chat_id"),
            List.of("user_id"),
            List.of("delivered", "delivered_at", "read", "read_at"),
            Stage.ROWS),
    USERS("users", List.of("user_id"), List.of(), List.of("name", "avatar_url", "upto"), Stage.ROWS),
    CHATS_OF_USER(
            "chats_by_user",
            List.of("user_id"),
            List.of("chat_id"),
            List.of(
                    "role",
                    "muted",
                    "unread",
                    "mentions",
                    "read",
                    "created_at",
                    "last_message",
                    "seq",
                    "told_messages",
                    "told_members",
                    "told_marks"),
            Stage.ROWS),

    /** How far a user's partition reflects the user's stream; its write time is the seq. */
    POSITION_OF_USER("chats_by_user", List.of("user_id"), List.of(), List.of("as_of"), Stage.REACHED),
    CHAT_TALK("chats", List.of("chat_id"), List.of(), List.of("head_seq", "head_id", "messages_upto"), Stage.REACHED),
    CHAT_STATE(
            "chats",
            List.of("chat_id"),
            List.of(),
            List.of("type", "name", "created_at", "created_by", "version", "members", "members_upto"),
            Stage.REACHED),
    CHAT_MARKS("chats", List.of("chat_id"), List.of(), List.of("marks_upto"), Stage.REACHED);

    /** When in a batch: what says how far the rows are is written after the rows are acknowledged. */
    enum Stage {
        ROWS,
        REACHED
    }

    private final String cqlName;
    private final List<String> partitionKey;
    private final List<String> key;
    private final List<String> columns;
    private final Stage stage;

    Table(String cqlName, List<String> partitionKey, List<String> clusteringKey, List<String> columns, Stage stage) {
        this.cqlName = cqlName;
        this.partitionKey = partitionKey;
        this.key = Stream.concat(partitionKey.stream(), clusteringKey.stream()).toList();
        this.columns = columns;
        this.stage = stage;
    }

    String cqlName() {
        return cqlName;
    }

    List<String> partitionKey() {
        return partitionKey;
    }

    List<String> key() {
        return key;
    }

    List<String> columns() {
        return columns;
    }

    Stage stage() {
        return stage;
    }
}
