package io.parley.edge.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The tables in Cassandra. Every query reads one partition, and says how many rows it wants at most. */
final class CassandraTables implements Tables {
    private static final int ONE = 1;
    /** Former members count as well: a group of 500 whose members came and went many times. */
    private static final int MEMBERS_MOST = 20_000;

    /** A page of 200 messages to each of which a whole group of 500 reacts. */
    private static final int REACTIONS_MOST = 100_000;

    /** Of a query's words; the rest is for who reads the messages to look for. */
    private static final int WORDS_MOST = 4;

    /** Of one user; the contract has no pages for them. */
    private static final int BLOCKS_MOST = 10_000;

    /** A file is sent once, or a few times. */
    private static final int SENT_MOST = 100;

    private static final int PAGE = 1_000;
    private static final String MESSAGE_COLUMNS = "msg_id, chat_seq, version, sender, msg_type, content, created_at, "
            + "client_msg_id, reply_to, mentions, file, data, event_kind, event_by, event_users, event_name, "
            + "edited_at, deleted_at, key_id";
    private static final String MEMBER_COLUMNS = "user_id, role, joined_at, spans, muted, blocked";
    private static final String USER_CHAT_COLUMNS = "chat_id, role, unread, mentions, read, created_at, last_message, "
            + "told_messages, told_members, told_marks";

    private final Queries queries;
    private final String keyspace;
    private final int chatsPerUser;

    CassandraTables(Queries queries, String keyspace, int chatsPerUser) {
        this.queries = queries;
        this.keyspace = keyspace;
        this.chatsPerUser = chatsPerUser;
    }

    @Override
    public CompletionStage<Optional<ChatRow>> chat(String chatId) {
        String cql = "SELECT type, name, created_at, version, members, head_seq, head_id, "
                + "messages_upto, members_upto, marks_upto FROM " + keyspace + ".chats WHERE chat_id = ?";
        return first(cql, row -> Rows.chat(chatId, row), chatId)
                // Marks and messages may be written before the chat itself is.
                .thenApply(chat -> chat.filter(found -> found.version() > 0));
    }

    @Override
    public CompletionStage<Optional<MemberRow>> member(String chatId, String user) {
        String cql = "SELECT " + MEMBER_COLUMNS + " FROM " + keyspace + ".members WHERE chat_id = ? AND user_id = ?";
        return first(cql, Rows::member, chatId, user).thenApply(row -> row.filter(CassandraTables::wasEver));
    }

    @Override
    public CompletionStage<List<MemberRow>> members(String chatId) {
        String cql = "SELECT " + MEMBER_COLUMNS + " FROM " + keyspace + ".members WHERE chat_id = ?";
        return all(cql, Rows::member, MEMBERS_MOST, chatId)
                .thenApply(
                        rows -> rows.stream().filter(CassandraTables::wasEver).toList());
    }

    private static boolean wasEver(MemberRow row) {
        return row.isMember() || !row.tenures().isEmpty();
    }

    @Override
    public CompletionStage<List<String>> blocks(String user) {
        String cql = "SELECT blocked FROM " + keyspace + ".blocks WHERE user_id = ?";
        return all(cql, row -> Objects.requireNonNull(row.getString("blocked")), BLOCKS_MOST, user);
    }

    @Override
    public CompletionStage<List<MarkRow>> marks(String chatId) {
        String cql =
                "SELECT user_id, delivered, delivered_at, read, read_at FROM " + keyspace + ".marks WHERE chat_id = ?";
        return all(cql, Rows::mark, MEMBERS_MOST, chatId);
    }

    @Override
    public CompletionStage<Long> asOf(String user) {
        String cql = "SELECT as_of FROM " + keyspace + ".chats_by_user WHERE user_id = ? LIMIT 1";
        return first(cql, row -> row.getLong("as_of"), user).thenApply(seq -> seq.orElse(0L));
    }

    @Override
    public CompletionStage<List<UserChatRow>> userChats(String user) {
        String cql = "SELECT " + USER_CHAT_COLUMNS + " FROM " + keyspace + ".chats_by_user WHERE user_id = ?";
        return all(cql, Rows::userChat, chatsPerUser, user)
                // The partition's static column makes a row without a chat.
                .thenApply(rows ->
                        rows.stream().filter(row -> !row.chatId().isEmpty()).toList());
    }

    @Override
    public CompletionStage<Optional<UserChatRow>> userChat(String user, String chatId) {
        String cql = "SELECT " + USER_CHAT_COLUMNS + " FROM " + keyspace
                + ".chats_by_user WHERE user_id = ? AND chat_id = ?";
        return first(cql, Rows::userChat, user, chatId);
    }

    @Override
    public CompletionStage<List<String>> memberships(String user) {
        String cql = "SELECT chat_id, role FROM " + keyspace + ".chats_by_user WHERE user_id = ?";
        return all(cql, Rows::membership, chatsPerUser, user)
                .thenApply(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    @Override
    public CompletionStage<Optional<StoredMessage>> message(String chatId, int bucket, UUID id) {
        String cql = "SELECT " + MESSAGE_COLUMNS + " FROM " + keyspace
                + ".messages WHERE chat_id = ? AND bucket = ? AND msg_id = ?";
        return first(cql, row -> Rows.message(chatId, row), chatId, bucket, id);
    }

    @Override
    public CompletionStage<List<StoredMessage>> messages(
            String chatId, int bucket, Stretch stretch, Order order, int limit) {
        String cql = "SELECT " + MESSAGE_COLUMNS + " FROM " + keyspace
                + ".messages WHERE chat_id = ? AND bucket = ? AND msg_id > ? AND msg_id < ? ORDER BY msg_id "
                + (order == Order.NEWEST_FIRST ? "DESC" : "ASC") + " LIMIT ?";
        return all(
                cql, row -> Rows.message(chatId, row), limit, chatId, bucket, stretch.after(), stretch.before(), limit);
    }

    @Override
    public CompletionStage<List<StoredMessage>> withWords(
            String chatId, int bucket, List<String> words, Stretch stretch, int limit) {
        List<String> looked = words.subList(0, Math.min(words.size(), WORDS_MOST));
        String cql = "SELECT msg_id FROM " + keyspace + ".words WHERE chat_id = ? AND bucket = ? AND msg_id > ? "
                + "AND msg_id < ?" + " AND tokens CONTAINS ?".repeat(looked.size()) + " LIMIT ?";
        List<Object> values = new ArrayList<>(List.of(chatId, bucket, stretch.after(), stretch.before()));
        values.addAll(looked);
        values.add(limit);
        return all(cql, row -> Objects.requireNonNull(row.getUuid("msg_id")), limit, values.toArray())
                .thenCompose(ids -> messages(chatId, bucket, ids));
    }

    private CompletionStage<List<StoredMessage>> messages(String chatId, int bucket, List<UUID> ids) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        String cql = "SELECT " + MESSAGE_COLUMNS + " FROM " + keyspace
                + ".messages WHERE chat_id = ? AND bucket = ? AND msg_id IN ?";
        return all(cql, row -> Rows.message(chatId, row), ids.size(), chatId, bucket, ids);
    }

    @Override
    public CompletionStage<List<ReactionRow>> reactions(String chatId, int bucket, UUID first, UUID last) {
        String cql = "SELECT msg_id, emoji, user_id, version, reacted_at FROM " + keyspace
                + ".reactions WHERE chat_id = ? AND bucket = ? AND msg_id >= ? AND msg_id <= ?";
        return all(cql, Rows::reaction, REACTIONS_MOST, chatId, bucket, first, last);
    }

    @Override
    public CompletionStage<List<FileRow>> messagesOf(String chatId, String fileId) {
        String cql = "SELECT msg_id, bucket FROM " + keyspace + ".files WHERE chat_id = ? AND file_id = ? LIMIT ?";
        return all(cql, Rows::file, SENT_MOST, chatId, fileId, SENT_MOST);
    }

    @Override
    public CompletionStage<OptionalInt> bucketAt(String chatId, UUID position) {
        String cql = "SELECT bucket FROM " + keyspace + ".buckets WHERE chat_id = ? AND first_id <= ? LIMIT 1";
        return first(cql, row -> row.getInt("bucket"), chatId, position)
                .thenApply(bucket -> bucket.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }

    @Override
    public CompletionStage<Map<String, UserRow>> users(Collection<String> users) {
        String cql = "SELECT user_id, name, avatar_url, upto FROM " + keyspace + ".users WHERE user_id = ?";
        List<CompletableFuture<Optional<UserRow>>> each = users.stream()
                .distinct()
                .map(user -> first(cql, Rows::user, user).toCompletableFuture())
                .toList();
        return Stages.all(each).thenApply(rows -> {
            Map<String, UserRow> byUser = new HashMap<>();
            rows.forEach(row -> row.ifPresent(found -> byUser.put(found.user(), found)));
            return byUser;
        });
    }

    private <T> CompletionStage<Optional<T>> first(String cql, Function<Row, T> map, Object... values) {
        return queries.run(cql, ONE, values)
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(map));
    }

    private <T> CompletionStage<List<T>> all(String cql, Function<Row, T> map, int most, Object... values) {
        return queries.run(cql, Math.min(most, PAGE), values)
                .thenCompose(rows -> collect(rows, map, most, new ArrayList<>()));
    }

    private static <T> CompletionStage<List<T>> collect(
            AsyncResultSet rows, Function<Row, T> map, int most, List<T> into) {
        rows.currentPage().forEach(row -> into.add(map.apply(row)));
        if (!rows.hasMorePages() || into.size() >= most) {
            return CompletableFuture.completedFuture(into);
        }
        return rows.fetchNextPage()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        new StoreUnavailable("Cassandra cannot answer: " + failure.getMessage(), failure)))
                .thenCompose(next -> collect(next, map, most, into));
    }
}
