package io.parley.sinks.common;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far each partition is in the store: the offsets that may be committed, because everything before them is there. A
 * batch lands only after those before it; what is held are the batches that have not, which the store bounds, and as
 * many again of what has landed between them. Behind one that failed to land nothing is committed any more, and {@link #mustNotHaveFailed} ends the task.
 */
final class Landed {
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private final Deque<Batch> onTheirWay = new ArrayDeque<>();
    private boolean hasNews;

    private record Batch(Map<TopicPartition, OffsetAndMetadata> next, CompletionStage<?> landing) {
        boolean hasLanded() {
            CompletableFuture<?> future = landing.toCompletableFuture();
            return future.isDone() && !future.isCompletedExceptionally();
        }
    }

    void add(Collection<SinkRecord> records, CompletionStage<?> landing) {
        Batch batch = new Batch(new HashMap<>(), landing);
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            batch.next().put(partition, new OffsetAndMetadata(record.originalKafkaOffset() + 1));
        }
        settle();
        @Nullable Batch last = onTheirWay.peekLast();
        if (last != null && batch.hasLanded()) {
            last.next().putAll(batch.next());
        } else if (last != null && last.hasLanded()) {
            // Else one that is tried for an hour would have all that landed since then behind it, each by itself.
            onTheirWay.removeLast();
            last.next().putAll(batch.next());
            onTheirWay.addLast(new Batch(last.next(), landing));
        } else {
            onTheirWay.addLast(batch);
        }
    }

    /** How many batches are held, for a test of the bound. */
    int held() {
        return onTheirWay.size();
    }

    boolean hasNews() {
        settle();
        return hasNews;
    }

    Map<TopicPartition, OffsetAndMetadata> of(Collection<TopicPartition> partitions) {
        settle();
        hasNews = false;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(next);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    private void settle() {
        while (!onTheirWay.isEmpty() && onTheirWay.getFirst().hasLanded()) {
            next.putAll(onTheirWay.removeFirst().next());
            hasNews = true;
        }
    }

    /**
     * To be asked where a throw ends the task, so that who comes after reads again what did not land: not where offsets are
     * told, for there Connect would go on from the last commit with the same task.
     */
    void mustNotHaveFailed() {
        settle();
        if (onTheirWay.isEmpty()) {
            return;
        }
        CompletableFuture<?> first = onTheirWay.getFirst().landing().toCompletableFuture();
        if (first.isCompletedExceptionally()) {
            @Nullable
            Throwable cause = first.handle((landed, failure) -> failure).join();
            throw new ConnectException("what the store had taken did not land: " + cause, cause);
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        onTheirWay.forEach(batch -> batch.next().keySet().removeAll(partitions));
    }
}
