package io.parley.sinks.webhook;

import io.parley.sinks.common.PassingStore;
import io.parley.sinks.webhook.http.Poster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The receiver as a store: an event has landed when it was taken or put aside. A chat whose event is tried again holds up
 * itself, and the others only once there is no room.
 */
final class WebhookStore extends PassingStore<Delivery> {
    private final Lanes lanes;
    private final Room room;
    private final long most;
    private final Poster poster;
    private final List<ExecutorService> threads;

    WebhookStore(Lanes lanes, Room room, long most, Poster poster, List<ExecutorService> threads) {
        this.lanes = lanes;
        this.room = room;
        this.most = most;
        this.poster = poster;
        this.threads = List.copyOf(threads);
    }

    @Override
    protected boolean awaitRoom(Duration patience) throws InterruptedException {
        return room.await(most, patience);
    }

    @Override
    protected String full() {
        return most + " bytes of events wait for the receiver, and none was taken";
    }

    @Override
    protected CompletableFuture<?> pass(Delivery delivery) {
        return lanes.add(delivery);
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
