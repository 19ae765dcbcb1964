package io.parley.edge.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to {@code limit} messages that a user may see, in one order, over the stretches of their memberships and the
 * buckets of the chat; a scan is used once. It begins with one query. Where that was not enough it asks twice as many
 * buckets together, again and again, up to a bound: about as many as it has read already. A bucket that has more than was asked for goes on alone.
 */
final class Scan {
    private final Tables tables;
    private final Sight sight;
    private final Order order;
    private final int limit;
    private final Deque<Stretch> stretches;
    private final Sought sought;
    private final List<StoredMessage> found = new ArrayList<>();

    /** Where the rows come from: those of one bucket and stretch in that order, fewer than the limit when there are no more. */
    interface Source {
        CompletionStage<List<StoredMessage>> read(int bucket, Stretch stretch, int limit);
    }

    /**
     * Of what the source has and the user may see, only what is wanted.
     *
     * @param atOnce queries at most
     */
    record Sought(Source source, Predicate<StoredMessage> wanted, int atOnce) {}

    Scan(Tables tables, Sight sight, Stretch within, Order order, int limit) {
        this(
                tables,
                sight,
                within,
                order,
                limit,
                new Sought(
                        (bucket, stretch, most) -> tables.messages(sight.chat().chatId(), bucket, stretch, order, most),
                        message -> true,
                        1));
    }

    Scan(Tables tables, Sight sight, Stretch within, Order order, int limit, Sought sought) {
        this.sought = sought;
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
                        : read(stretch, order == Order.NEWEST_FIRST ? buckets.last : buckets.first, buckets, 1))
                .thenCompose(done -> run());
    }

    private CompletionStage<Void> read(Stretch stretch, int bucket, Buckets buckets, int atOnce) {
        int most = limit - found.size();
        int step = order == Order.NEWEST_FIRST ? -1 : 1;
        List<Integer> asked = IntStream.iterate(bucket, buckets::has, next -> next + step)
                .limit(atOnce)
                .boxed()
                .toList();
        return Stages.all(asked.stream()
                        .map(one -> sought.source.read(one, stretch, most))
                        .toList())
                .thenCompose(answers -> {
                    for (int i = 0; i < asked.size(); i++) {
                        List<StoredMessage> rows = answers.get(i);
                        add(rows);
                        if (found.size() < limit && rows.size() == most) {
                            Stretch left = stretch.beyond(rows.get(most - 1).id(), order);
                            // By itself: what was asked with it is asked again.
                            return read(left, asked.get(i), buckets, 1);
                        }
                    }
                    int next = bucket + step * asked.size();
                    return found.size() < limit && buckets.has(next)
                            ? read(stretch, next, buckets, Math.min(2 * atOnce, sought.atOnce))
                            : CompletableFuture.completedFuture(null);
                });
    }

    private void add(List<StoredMessage> rows) {
        rows.stream()
                .filter(sight::shows)
                .filter(sought.wanted)
                .limit(limit - found.size())
                .forEach(found::add);
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
