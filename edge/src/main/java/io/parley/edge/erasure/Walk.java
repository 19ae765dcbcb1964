package io.parley.edge.erasure;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Rejected;
import io.parley.avro.RemoveMember;
import io.parley.avro.Reply;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.store.ChatRow;
import io.parley.edge.store.Order;
import io.parley.edge.store.Stages;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Stretch;
import io.parley.edge.store.Tables;
import io.parley.edge.store.Times;
import io.parley.edge.store.UserChatRow;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Goes through every chat that a user is or was in: takes them out of groups, deletes their files, and deletes each of their
 * messages by the regular command, so that words, tables, caches and everybody's screens follow the log as always. What is
 * gone already is passed over, so that a walk that broke off is simply begun again.
 */
final class Walk {
    /** Messages read at once, and of them those that are deleted at once. */
    private static final int READ = 500;

    private static final int AT_ONCE = 16;

    /** What says that there is nothing left to do. */
    private static final Set<String> GONE =
            Set.of("no_such_chat", "no_such_message", "no_such_user", "not_a_member", "forbidden");

    private final CommandBus bus;
    private final Tables tables;
    private final BiFunction<String, String, CompletionStage<?>> files;
    private final Clock clock;
    private final String service;
    private final String user;

    /**
     * @param files deletes what a user uploaded to a chat
     * @param service the app server that asks
     */
    Walk(
            CommandBus bus,
            Tables tables,
            BiFunction<String, String, CompletionStage<?>> files,
            Clock clock,
            String service,
            String user) {
        this.bus = bus;
        this.tables = tables;
        this.files = files;
        this.clock = clock;
        this.service = service;
        this.user = user;
    }

    /** Fails with what stood in the way. */
    CompletionStage<Void> run() {
        return tables.userChats(user).thenCompose(chats -> chats(chats, 0));
    }

    /** One chat after the other: erasing must not be what others wait for. */
    private CompletionStage<Void> chats(List<UserChatRow> chats, int from) {
        return from == chats.size()
                ? nothing()
                : chat(chats.get(from).chatId()).thenCompose(done -> chats(chats, from + 1));
    }

    private CompletionStage<Void> chat(String chatId) {
        return tables.chat(chatId).thenCompose(chat -> chat.isEmpty() ? nothing() : chat(chat.get()));
    }

    private CompletionStage<Void> chat(ChatRow chat) {
        return leave(chat)
                .thenCompose(left -> done(files.apply(user, chat.chatId())))
                .thenCompose(gone -> messages(chat, 0, Times.EARLIEST));
    }

    private CompletionStage<Void> leave(ChatRow chat) {
        if (chat.direct()) {
            return nothing();
        }
        return tables.member(chat.chatId(), user)
                .thenCompose(member -> member.isPresent() && member.get().isMember()
                        ? done(submit(chat.chatId(), "remove_member", new RemoveMember(user)))
                        : nothing());
    }

    private CompletionStage<Void> messages(ChatRow chat, int bucket, UUID after) {
        if (bucket > Tables.bucketOf(chat.headSeq())) {
            return nothing();
        }
        Stretch rest = new Stretch(after, Times.LATEST);
        return tables.messages(chat.chatId(), bucket, rest, Order.OLDEST_FIRST, READ)
                .thenCompose(page -> delete(chat.chatId(), ofUser(page), 0)
                        .thenCompose(done -> page.size() < READ
                                ? messages(chat, bucket + 1, Times.EARLIEST)
                                : messages(chat, bucket, page.get(READ - 1).id())));
    }

    private List<StoredMessage> ofUser(List<StoredMessage> page) {
        return page.stream()
                .filter(message -> user.equals(message.message().getSender())
                        && message.message().getDeletedAt() == null)
                .toList();
    }

    private CompletionStage<Void> delete(String chatId, List<StoredMessage> own, int from) {
        if (from >= own.size()) {
            return nothing();
        }
        int to = Math.min(from + AT_ONCE, own.size());
        List<CompletionStage<Reply>> some = own.subList(from, to).stream()
                .map(message -> message.id().toString())
                .map(id -> submit(chatId, "delete", new DeleteMessage("delete-" + id, id)))
                .toList();
        return Stages.all(some).thenCompose(done -> delete(chatId, own, to));
    }

    private CompletionStage<Reply> submit(String chatId, String kind, Object what) {
        ChatCommand command = new ChatCommand();
        command.setEventId(UUID.randomUUID().toString());
        command.setKind(kind);
        command.setEventTime(clock.instant());
        command.setChatId(chatId);
        command.setUser(service);
        command.setService(service);
        command.setCommand(what);
        return bus.submit(command).thenApply(Walk::accepted);
    }

    private static Reply accepted(Reply reply) {
        if (reply.getResult() instanceof Rejected rejected && !GONE.contains(rejected.getCode())) {
            throw new IllegalStateException(rejected.getCode() + ": " + rejected.getMessage());
        }
        return reply;
    }

    private static CompletionStage<Void> done(CompletionStage<?> stage) {
        return stage.thenAccept(any -> {});
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
