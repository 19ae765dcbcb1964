package io.parley.edge.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a chat's talk for one user. Pages come from the tables; the newest may come from the cache of recent
 * messages when that provably says the same.
 */
public final class History {
    private final Tables tables;
    private final Recent recent;

    public History(Tables tables, Recent recent) {
        this.tables = tables;
        this.recent = recent;
    }

    /** The newest messages, newest first. */
    public CompletionStage<Page> newest(Sight sight, int limit) {
        return recent.of(sight.chat())
                .thenCompose(cached -> cached.flatMap(messages -> fromCache(sight, messages, limit))
                        .<CompletionStage<Page>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> older(sight, sight.written(), limit, null)));
    }

    /** Messages before a position, newest first. */
    public CompletionStage<Page> before(Sight sight, UUID position, int limit) {
        Stretch all = sight.written();
        Stretch older = new Stretch(all.after(), Times.earlier(position, all.before()));
        return newerExists(sight, Times.before(position))
                .thenCompose(newer -> older(sight, older, limit, newer ? position : null));
    }

    private CompletionStage<Page> older(Sight sight, Stretch stretch, int limit, @Nullable UUID newerFrom) {
        return new Scan(tables, sight, stretch, Order.NEWEST_FIRST, limit + 1)
                .run()
                .thenApply(found -> {
                    List<StoredMessage> page = head(found, limit);
                    return page.isEmpty()
                            ? Page.EMPTY
                            : new Page(
                                    page,
                                    found.size() > limit ? last(page).id() : null,
                                    newerFrom == null ? null : page.get(0).id());
                });
    }

    /** Messages after a position, oldest first. */
    public CompletionStage<Page> after(Sight sight, UUID position, int limit) {
        Stretch all = sight.written();
        Stretch newer = new Stretch(Times.later(position, all.after()), all.before());
        return new Scan(tables, sight, newer, Order.OLDEST_FIRST, limit + 1)
                .run()
                .thenCompose(found -> {
                    List<StoredMessage> page = head(found, limit);
                    if (page.isEmpty()) {
                        return CompletableFuture.completedFuture(Page.EMPTY);
                    }
                    UUID nextAfter = found.size() > limit ? last(page).id() : null;
                    return olderExists(sight, page.get(0).id())
                            .thenApply(
                                    older -> new Page(page, older ? page.get(0).id() : null, nextAfter));
                });
    }

    /** Messages on both sides of a position, newest first; a message at the position counts as newer. */
    public CompletionStage<Page> around(Sight sight, UUID position, int limit) {
        Stretch all = sight.written();
        UUID middle = Times.before(position);
        Stretch older = new Stretch(all.after(), Times.earlier(middle, all.before()));
        Stretch newer = new Stretch(Times.later(middle, all.after()), all.before());
        return new Scan(tables, sight, older, Order.NEWEST_FIRST, limit + 1)
                .run()
                .thenCombine(
                        new Scan(tables, sight, newer, Order.OLDEST_FIRST, limit + 1).run(),
                        (before, after) -> bothSides(before, after, limit));
    }

    private static Page bothSides(List<StoredMessage> older, List<StoredMessage> newer, int limit) {
        int olderShare = Math.min(older.size(), Math.max(limit / 2, limit - newer.size()));
        int newerShare = Math.min(newer.size(), limit - olderShare);
        List<StoredMessage> page = new ArrayList<>(newer.subList(0, newerShare));
        Collections.reverse(page);
        page.addAll(older.subList(0, olderShare));
        return page.isEmpty()
                ? Page.EMPTY
                : new Page(
                        page,
                        older.size() > olderShare ? last(page).id() : null,
                        newer.size() > newerShare ? page.get(0).id() : null);
    }

    /** The newest message that the user may see. */
    public CompletionStage<Optional<StoredMessage>> last(Sight sight) {
        return new Scan(tables, sight, sight.written(), Order.NEWEST_FIRST, 1)
                .run()
                .thenApply(found -> found.stream().findFirst());
    }

    /** One message, when the user may see it. */
    public CompletionStage<Optional<StoredMessage>> one(Sight sight, UUID id) {
        return find(sight.chat(), id).thenApply(found -> found.filter(sight::shows));
    }

    /** A message, whoever asks. */
    CompletionStage<Optional<StoredMessage>> find(ChatRow chat, UUID id) {
        if (chat.headSeq() <= Tables.BUCKET_SIZE) {
            return tables.message(chat.chatId(), 0, id);
        }
        if (id.equals(chat.headId())) {
            return tables.message(chat.chatId(), Tables.bucketOf(chat.headSeq()), id);
        }
        return tables.bucketAt(chat.chatId(), id).thenCompose(bucket -> find(chat.chatId(), bucket, id));
    }

    private CompletionStage<Optional<StoredMessage>> find(String chatId, OptionalInt bucket, UUID id) {
        return bucket.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : tables.message(chatId, bucket.getAsInt(), id);
    }

    private CompletionStage<Boolean> newerExists(Sight sight, UUID position) {
        Stretch newer = new Stretch(position, sight.written().before());
        return new Scan(tables, sight, newer, Order.OLDEST_FIRST, 1).run().thenApply(found -> !found.isEmpty());
    }

    private CompletionStage<Boolean> olderExists(Sight sight, UUID position) {
        Stretch older = new Stretch(sight.written().after(), position);
        return new Scan(tables, sight, older, Order.NEWEST_FIRST, 1).run().thenApply(found -> !found.isEmpty());
    }

    /** Empty when the cache does not reach far enough back to say where the page ends. */
    private static Optional<Page> fromCache(Sight sight, List<StoredMessage> newestFirst, int limit) {
        List<StoredMessage> visible = newestFirst.stream().filter(sight::shows).toList();
        boolean whole = !newestFirst.isEmpty() && last(newestFirst).seq() == 1;
        boolean olderIsSure = sight.sinceTheBeginning() && visible.size() == limit;
        if (!whole && visible.size() <= limit && !olderIsSure) {
            return Optional.empty();
        }
        List<StoredMessage> page = head(visible, limit);
        boolean older = visible.size() > limit || !whole;
        return Optional.of(
                page.isEmpty() ? Page.EMPTY : new Page(page, older ? last(page).id() : null, null));
    }

    private static List<StoredMessage> head(List<StoredMessage> found, int limit) {
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }

    private static StoredMessage last(List<StoredMessage> page) {
        return page.get(page.size() - 1);
    }
}
