package io.parley.edge.store;

import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.Role;
import io.parley.ids.TimeUuid;
import io.parley.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables in memory; {@link #breakDown} makes every query fail. */
public final class FakeTables implements Tables {
    public final Map<String, ChatRow> chats = new ConcurrentHashMap<>();
    public final Map<String, Map<String, MemberRow>> members = new ConcurrentHashMap<>();
    public final Map<String, Map<String, MarkRow>> marks = new ConcurrentHashMap<>();
    public final Map<String, Long> asOf = new ConcurrentHashMap<>();
    public final Map<String, Map<String, UserChatRow>> userChats = new ConcurrentHashMap<>();
    public final Map<String, TreeMap<UUID, StoredMessage>> messages = new ConcurrentHashMap<>();
    public final Map<String, List<ReactionRow>> reactions = new ConcurrentHashMap<>();
    public final Map<String, List<FileRow>> files = new ConcurrentHashMap<>();
    public final Map<String, UserRow> users = new ConcurrentHashMap<>();
    public final Map<String, List<String>> blocks = new ConcurrentHashMap<>();
    public final Map<String, Integer> wordQueries = new ConcurrentHashMap<>();
    public final AtomicInteger membershipQueries = new AtomicInteger();
    public final AtomicInteger looks = new AtomicInteger();
    private volatile int eventOnLook;
    private volatile Runnable event = () -> {};
    public final AtomicInteger messageQueries = new AtomicInteger();
    private final Map<UUID, Set<String>> indexed = new ConcurrentHashMap<>();
    private volatile boolean broken;

    public void breakDown() {
        broken = true;
    }

    public void repair() {
        broken = false;
    }

    /** Something happens when a message is looked up for that time. */
    public void onLook(int time, Runnable what) {
        eventOnLook = time;
        event = what;
    }

    private <T> CompletionStage<T> answer(Supplier<T> value) {
        return broken
                ? CompletableFuture.failedFuture(new StoreUnavailable("down", new IllegalStateException("down")))
                : CompletableFuture.completedFuture(value.get());
    }

    public ChatRow known(String chatId) {
        return Objects.requireNonNull(chats.get(chatId), chatId);
    }

    /** What the user may see of the chat as it is now. */
    public Sight sight(String chatId, String user) {
        MemberRow member = members.getOrDefault(chatId, Map.of()).get(user);
        return new Sight(known(chatId), Objects.requireNonNull(member, user));
    }

    /** A chat whose tables have reached that stamp in every way. */
    public void chat(String chatId, boolean direct, long upto, String... who) {
        chats.put(
                chatId,
                new ChatRow(
                        chatId,
                        direct,
                        direct ? null : "Team",
                        Instant.ofEpochMilli(1),
                        1,
                        who.length,
                        0,
                        null,
                        new Reached(upto, upto, upto)));
        for (String user : who) {
            Role role = direct ? Role.MEMBER : user.equals(who[0]) ? Role.OWNER : Role.MEMBER;
            member(chatId, user, role, new Tenure(1_000, Tenure.NEVER));
        }
    }

    public void member(String chatId, String user, @Nullable Role role, Tenure... tenures) {
        MemberRow row = new MemberRow(user, role, Instant.ofEpochMilli(1), List.of(tenures), false, false);
        members.computeIfAbsent(chatId, id -> new TreeMap<>()).put(user, row);
        userChat(user, chatId, role != null, null, Reached.NOTHING);
    }

    public void userChat(String user, String chatId, boolean member, @Nullable UUID last, Reached told) {
        userChats
                .computeIfAbsent(user, id -> new TreeMap<>())
                .put(chatId, new UserChatRow(chatId, member, 0, 0, null, Instant.ofEpochMilli(1), last, told));
    }

    public void reached(String chatId, Reached upto) {
        ChatRow c = known(chatId);
        chats.put(
                chatId,
                new ChatRow(
                        chatId,
                        c.direct(),
                        c.name(),
                        c.createdAt(),
                        c.version(),
                        c.members(),
                        c.headSeq(),
                        c.headId(),
                        upto));
    }

    /** It is found by the words that it has now, whatever becomes of its content. */
    public void index(StoredMessage message) {
        indexed.put(message.id(), wordsOf(message));
    }

    private Set<String> wordsOf(StoredMessage message) {
        String content = message.message().getContent();
        return indexed.getOrDefault(message.id(), content == null ? Set.of() : Words.of(content));
    }

    /** Says something as the chat's next message. */
    public StoredMessage say(String chatId, String sender, long stamp, int version, String content) {
        ChatRow c = known(chatId);
        UUID id = TimeUuid.of(stamp, 0, chatId);
        Message message = new Message();
        message.setMsgId(id.toString());
        message.setChatId(chatId);
        message.setChatSeq(c.headSeq() + 1);
        message.setSender(sender);
        message.setMsgType("text");
        message.setContent(content);
        message.setCreatedAt(Instant.ofEpochMilli(stamp / 1_000));
        message.setMentions(List.of());
        StoredMessage stored = new StoredMessage(id, version, message);
        messages.computeIfAbsent(chatId, any -> new TreeMap<>(Times.ORDER)).put(id, stored);
        Reached upto = new Reached(
                Math.max(stamp, c.upto().messages()),
                c.upto().members(),
                c.upto().marks());
        chats.put(
                chatId,
                new ChatRow(
                        chatId,
                        c.direct(),
                        c.name(),
                        c.createdAt(),
                        c.version(),
                        c.members(),
                        c.headSeq() + 1,
                        id,
                        upto));
        return stored;
    }

    /** Says something with a file. */
    public StoredMessage say(String chatId, String sender, long stamp, int version, FileRef file) {
        StoredMessage said = say(chatId, sender, stamp, version, "");
        said.message().setFile(file);
        files.put(file.getFileId(), List.of(new FileRow(said.id(), bucketOf(said))));
        return said;
    }

    @Override
    public CompletionStage<Optional<ChatRow>> chat(String chatId) {
        return answer(() -> Optional.ofNullable(chats.get(chatId)));
    }

    @Override
    public CompletionStage<Optional<MemberRow>> member(String chatId, String user) {
        return answer(
                () -> Optional.ofNullable(members.getOrDefault(chatId, Map.of()).get(user)));
    }

    @Override
    public CompletionStage<List<MemberRow>> members(String chatId) {
        return answer(() -> List.copyOf(members.getOrDefault(chatId, Map.of()).values()));
    }

    @Override
    public CompletionStage<List<MarkRow>> marks(String chatId) {
        return answer(() -> List.copyOf(marks.getOrDefault(chatId, Map.of()).values()));
    }

    @Override
    public CompletionStage<Long> asOf(String user) {
        return answer(() -> asOf.getOrDefault(user, 0L));
    }

    @Override
    public CompletionStage<List<UserChatRow>> userChats(String user) {
        return answer(() -> List.copyOf(userChats.getOrDefault(user, Map.of()).values()));
    }

    @Override
    public CompletionStage<List<String>> memberships(String user) {
        membershipQueries.incrementAndGet();
        return answer(() -> userChats.getOrDefault(user, Map.of()).values().stream()
                .filter(UserChatRow::member)
                .map(UserChatRow::chatId)
                .toList());
    }

    @Override
    public CompletionStage<Optional<UserChatRow>> userChat(String user, String chatId) {
        return answer(
                () -> Optional.ofNullable(userChats.getOrDefault(user, Map.of()).get(chatId)));
    }

    private static int bucketOf(StoredMessage message) {
        return Tables.bucketOf(message.seq());
    }

    private List<StoredMessage> bucket(String chatId, int bucket) {
        return messages.getOrDefault(chatId, new TreeMap<>(Times.ORDER)).values().stream()
                .filter(message -> bucketOf(message) == bucket)
                .toList();
    }

    @Override
    public CompletionStage<Optional<StoredMessage>> message(String chatId, int bucket, UUID id) {
        if (looks.incrementAndGet() == eventOnLook) {
            event.run();
        }
        return answer(() -> bucket(chatId, bucket).stream()
                .filter(message -> message.id().equals(id))
                .findFirst());
    }

    @Override
    public CompletionStage<List<StoredMessage>> messages(
            String chatId, int bucket, Stretch stretch, Order order, int limit) {
        messageQueries.incrementAndGet();
        Comparator<StoredMessage> byTime = Comparator.comparing(StoredMessage::id, Times.ORDER);
        return answer(() -> bucket(chatId, bucket).stream()
                .filter(message -> stretch.holds(message.id()))
                .sorted(order == Order.NEWEST_FIRST ? byTime.reversed() : byTime)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<List<String>> blocks(String user) {
        return answer(() -> blocks.getOrDefault(user, List.of()));
    }

    @Override
    public CompletionStage<List<StoredMessage>> withWords(
            String chatId, int bucket, List<String> words, Stretch stretch, int limit) {
        wordQueries.merge(chatId, 1, Integer::sum);
        return answer(() -> messages.getOrDefault(chatId, new TreeMap<>()).descendingMap().values().stream()
                .filter(message -> Tables.bucketOf(message.seq()) == bucket && stretch.holds(message.id()))
                .filter(message -> wordsOf(message).containsAll(words))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<List<ReactionRow>> reactions(String chatId, int bucket, UUID first, UUID last) {
        return answer(() -> reactions.getOrDefault(chatId, List.of()).stream()
                .filter(row ->
                        Times.ORDER.compare(first, row.msgId()) <= 0 && Times.ORDER.compare(row.msgId(), last) <= 0)
                .toList());
    }

    @Override
    public CompletionStage<List<FileRow>> messagesOf(String chatId, String fileId) {
        return answer(() -> List.copyOf(files.getOrDefault(fileId, List.of())));
    }

    @Override
    public CompletionStage<OptionalInt> bucketAt(String chatId, UUID position) {
        return answer(() -> new ArrayList<>(messages.getOrDefault(chatId, new TreeMap<>(Times.ORDER))
                        .values())
                .stream()
                        .filter(message -> Times.ORDER.compare(message.id(), position) <= 0)
                        .mapToInt(FakeTables::bucketOf)
                        .max());
    }

    @Override
    public CompletionStage<Map<String, UserRow>> users(Collection<String> ids) {
        return answer(() -> {
            Map<String, UserRow> found = new HashMap<>(users);
            found.keySet().retainAll(ids);
            return found;
        });
    }
}
