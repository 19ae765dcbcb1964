package io.parley.sinks.webhook;

import io.parley.sinks.common.Store;
import io.parley.sinks.common.UnavailableException;
import io.parley.sinks.webhook.http.Poster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The receiver as a store: a batch is taken when there is room, and has landed when each of its events was taken or put
 * aside. A chat whose event is tried again holds up itself, and the others only once there is no room.
 */
final class WebhookStore implements Store<Delivery> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final Room room;
    private final long most;
    private final Poster poster;
    private final List<ExecutorService> threads;
    private CompletionStage<?> landing = CompletableFuture.completedFuture(null);

    WebhookStore(Lanes lanes, Room room, long most, Poster poster, List<ExecutorService> threads) {
        this.lanes = lanes;
        this.room = room;
        this.most = most;
        this.poster = poster;
        this.threads = List.copyOf(threads);
    }

    @Override
    public void write(List<Delivery> writes) {
        landing = CompletableFuture.completedFuture(null);
        if (writes.isEmpty()) {
            return;
        }
        awaitRoom();
        landing = CompletableFuture.allOf(writes.stream().map(lanes::add).toArray(CompletableFuture[]::new));
    }

    private void awaitRoom() {
        try {
            if (!room.await(most, PATIENCE)) {
                throw new UnavailableException(most + " bytes of events wait for the receiver, and none was taken");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopped while waiting for room", e);
        }
    }

    @Override
    public CompletionStage<?> landing() {
        return landing;
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        lanes.forget(partitions);
    }

    @Override
    public void close() {
        lanes.end(new ConnectException("the task has ended"));
        threads.forEach(ExecutorService::shutdownNow);
        poster.close();
    }
}
