package io.parley.edge.rest;

import io.parley.avro.FactTopic;
import io.parley.edge.store.ChatRow;
import io.parley.edge.store.Reached;
import io.parley.edge.store.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until the tables have come as far as an answer needs: as what a user was told, for reads with {@code min_seq};
 * as what a user did, for writes. What does not come in time is a 503.
 */
final class Freshness {
    private final Tables tables;
    private final Patience patience;
    private final Duration readWait;
    private final Duration writeWait;

    Freshness(Tables tables, Patience patience, Duration readWait, Duration writeWait) {
        this.tables = tables;
        this.patience = patience;
        this.readWait = readWait;
        this.writeWait = writeWait;
    }

    /** The user's {@code seq} that the tables reflect, once it is at least this. */
    CompletionStage<Long> reflects(String user, long seq) {
        return patience.await(readWait, () -> tables.asOf(user)
                        .thenApply(reached -> reached >= seq ? Optional.of(reached) : Optional.empty()))
                .thenApply(reached -> reached.orElseThrow(Freshness::lateForRead));
    }

    /** The chat, once its tables cover what the user was told; empty when they do not in time. */
    CompletionStage<Optional<ChatRow>> covering(String chatId, Reached told) {
        return patience.await(readWait, () -> tables.chat(chatId)
                .thenApply(chat -> chat.filter(found -> found.upto().covers(told))));
    }

    /** Done once everything of the chat that the user was told up to that {@code seq} can be read. */
    CompletionStage<Optional<ChatRow>> reflects(String user, String chatId, long seq) {
        return reflects(user, seq)
                .thenCompose(reached -> tables.userChat(user, chatId))
                .thenCompose(row -> row.isEmpty()
                        ? tables.chat(chatId)
                        : covering(chatId, row.get().told()).thenApply(chat -> {
                            if (chat.isEmpty()) {
                                throw lateForRead();
                            }
                            return chat;
                        }));
    }

    /** Done once the user's change of the chat can be read: in the chat's tables, and in the user's own. */
    CompletionStage<Boolean> shows(String user, String chatId, FactTopic topic, long stamp) {
        return shows(user, chatId, (upto, told) -> upto.of(topic) >= stamp && told.of(topic) >= stamp);
    }

    /** Done once a change of a group can be read, and the system message that tells of it, whose stamp is later. */
    CompletionStage<Boolean> showsWithTalk(String user, String chatId, long stamp) {
        return shows(
                user,
                chatId,
                (upto, told) -> upto.members() >= stamp
                        && told.members() >= stamp
                        && told.messages() > stamp
                        && upto.messages() >= told.messages());
    }

    private CompletionStage<Boolean> shows(String user, String chatId, BiPredicate<Reached, Reached> enough) {
        return inTime(() -> tables.chat(chatId)
                .thenCombine(
                        tables.userChat(user, chatId),
                        (chat, mine) -> chat.isPresent()
                                && mine.isPresent()
                                && enough.test(chat.get().upto(), mine.get().told())));
    }

    /** Done once the user can read the chat, which was there before. */
    CompletionStage<Boolean> showsChat(String user, String chatId) {
        return inTime(() -> tables.chat(chatId)
                .thenCombine(tables.member(chatId, user), (chat, member) -> chat.isPresent() && member.isPresent()));
    }

    /** Done once the chat's tables are written up to that stamp, whoever reads them. */
    CompletionStage<Boolean> written(String chatId, FactTopic topic, long stamp) {
        return inTime(() -> tables.chat(chatId)
                .thenApply(chat -> chat.isPresent() && chat.get().upto().of(topic) >= stamp));
    }

    /** Done once this edge has heard of the change. */
    CompletionStage<Boolean> heard(BooleanSupplier ofIt) {
        return inTime(() -> CompletableFuture.completedFuture(ofIt.getAsBoolean()));
    }

    CompletionStage<Boolean> showsBlock(String user, String blocked, boolean on) {
        return inTime(() -> tables.blocks(user).thenApply(all -> all.contains(blocked) == on));
    }

    /** Done once the chat's talk is written up to that stamp, or the time that a read may take is over. */
    CompletionStage<Optional<ChatRow>> comesTo(String chatId, long stamp) {
        return patience.await(readWait, () -> tables.chat(chatId)
                .thenApply(chat -> chat.filter(found -> found.upto().messages() >= stamp)));
    }

    CompletionStage<Boolean> showsProfile(String user, long stamp) {
        return inTime(() -> tables.users(List.of(user))
                .thenApply(rows -> rows.containsKey(user) && rows.get(user).upto() >= stamp));
    }

    private CompletionStage<Boolean> inTime(Supplier<CompletionStage<Boolean>> look) {
        return patience.await(writeWait, () -> look.get()
                        .thenApply(there -> there ? Optional.of(true) : Optional.<Boolean>empty()))
                .thenApply(there -> there.orElseThrow(Freshness::lateForWrite));
    }

    private static Refusal lateForRead() {
        return Refusal.unavailable("The tables have not reached min_seq yet.");
    }

    private static Refusal lateForWrite() {
        return Refusal.unavailable("The change was sent, but cannot be read yet: its outcome is unknown.");
    }
}
