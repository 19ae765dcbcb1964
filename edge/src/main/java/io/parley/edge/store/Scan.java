package io.parley.edge.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to {@code limit} messages that a user may see, in one order, over the stretches of their memberships and the
 * buckets of the chat. One query at a time; a scan is used once.
 */
final class Scan {
    private final Tables tables;
    private final Sight sight;
    private final Order order;
    private final int limit;
    private final Deque<Stretch> stretches;
    private final Source source;
    private final Predicate<StoredMessage> wanted;
    private final List<StoredMessage> found = new ArrayList<>();

    /** Where the rows come from: those of one bucket and stretch in that order, fewer than the limit when there are no more. */
    interface Source {
        CompletionStage<List<StoredMessage>> read(int bucket, Stretch stretch, int limit);
    }

    Scan(Tables tables, Sight sight, Stretch within, Order order, int limit) {
        this(
                tables,
                sight,
                within,
                order,
                limit,
                (bucket, stretch, most) -> tables.messages(sight.chat().chatId(), bucket, stretch, order, most),
                message -> true);
    }

    /** Of what the source has and the user may see, only what is wanted. */
    Scan(
            Tables tables,
            Sight sight,
            Stretch within,
            Order order,
            int limit,
            Source source,
            Predicate<StoredMessage> wanted) {
        this.source = source;
        this.wanted = wanted;
        this.tables = tables;
        this.sight = sight;
        this.order = order;
        this.limit = limit;
        this.stretches = new ArrayDeque<>(sight.stretches(within, order));
    }

    CompletionStage<List<StoredMessage>> run() {
        Stretch stretch = stretches.poll();
        if (stretch == null || found.size() >= limit || sight.chat().headSeq() == 0) {
            return CompletableFuture.completedFuture(found);
        }
        return buckets(stretch)
                .thenCompose(buckets -> buckets == null
                        ? CompletableFuture.completedFuture(null)
                        : read(stretch, order == Order.NEWEST_FIRST ? buckets.last : buckets.first, buckets))
                .thenCompose(done -> run());
    }

    private CompletionStage<Void> read(Stretch stretch, int bucket, Buckets buckets) {
        int most = limit - found.size();
        return source.read(bucket, stretch, most).thenCompose(rows -> {
            rows.stream().filter(sight::shows).filter(wanted).forEach(found::add);
            if (found.size() >= limit) {
                return CompletableFuture.completedFuture(null);
            }
            if (rows.size() == most) {
                return read(stretch.beyond(rows.get(most - 1).id(), order), bucket, buckets);
            }
            int next = order == Order.NEWEST_FIRST ? bucket - 1 : bucket + 1;
            return buckets.has(next) ? read(stretch, next, buckets) : CompletableFuture.completedFuture(null);
        });
    }

    /** The buckets that the stretch touches, or null when it ends before the first message. */
    private CompletionStage<@Nullable Buckets> buckets(Stretch stretch) {
        int newest = Tables.bucketOf(sight.chat().headSeq());
        if (newest == 0) {
            return CompletableFuture.completedFuture(new Buckets(0, 0));
        }
        String chatId = sight.chat().chatId();
        CompletionStage<OptionalInt> first = tables.bucketAt(chatId, stretch.after());
        CompletionStage<OptionalInt> last =
                stretch.before().equals(sight.written().before())
                        ? CompletableFuture.completedFuture(OptionalInt.of(newest))
                        : tables.bucketAt(chatId, stretch.before());
        return first.thenCombine(
                last, (from, to) -> to.isEmpty() ? null : new Buckets(from.orElse(0), Math.min(to.getAsInt(), newest)));
    }

    private record Buckets(int first, int last) {
        boolean has(int bucket) {
            return first <= bucket && bucket <= last;
        }
    }
}
