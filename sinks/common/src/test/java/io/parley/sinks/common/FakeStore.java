package io.parley.sinks.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** A store that keeps what it was told, and can be down. */
final class FakeStore implements Store<String> {
    CompletionStage<?> landing = CompletableFuture.completedFuture(null);
    final List<String> written = new ArrayList<>();
    final List<TopicPartition> forgotten = new ArrayList<>();
    boolean down;
    boolean closed;
    int writes;

    @Override
    public void write(List<String> writes) {
        this.writes++;
        if (down) {
            throw new UnavailableException("down", new IllegalStateException("refused"));
        }
        written.addAll(writes);
    }

    @Override
    public CompletionStage<?> landing() {
        return landing;
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        forgotten.addAll(partitions);
    }

    @Override
    public void close() {
        closed = true;
    }
}
