package io.parley.sinks.common;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a sink writes.
 *
 * @param <W> what it can do
 */
public interface Store<W> extends AutoCloseable {

    /**
     * Writes all of them and returns once they are acknowledged, unless {@link #landing} says otherwise. Writing them
     * again changes nothing.
     *
     * @throws UnavailableException when any of them is not known to be written
     */
    void write(List<W> writes);

    /**
     * Ends when what the last {@link #write} took has landed: offsets are committed only up to there. A store whose writes
     * are acknowledged when it returns has nothing to say; one that takes writes and goes on bounds what it holds.
     */
    default CompletionStage<?> landing() {
        return CompletableFuture.completedFuture(null);
    }

    /** These partitions are another task's from now on: what was taken of them and has not landed is that one's too. */
    default void forget(Collection<TopicPartition> partitions) {}

    @Override
    void close();
}
