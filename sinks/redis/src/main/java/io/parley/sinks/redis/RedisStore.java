package io.parley.sinks.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.parley.sinks.common.Store;
import io.parley.sinks.common.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redis. Connects at the first write. Calls are pipelined, at most {@code inflight} at once; a Redis that came back
 * without its scripts gets them and the batch again.
 */
final class RedisStore implements Store<RedisWrite> {
    private final Supplier<Connection> connections;
    private final Calls calls;
    private final int inflight;
    private @Nullable Connection connection;

    RedisStore(Supplier<Connection> connections, Calls calls, int inflight) {
        this.connections = connections;
        this.calls = calls;
        this.inflight = inflight;
    }

    @Override
    public void write(List<RedisWrite> writes) {
        List<Call> batch = calls.of(writes);
        try {
            Connection to = connect();
            try {
                run(to, batch);
            } catch (RedisNoScriptException e) {
                to.loadScripts();
                run(to, batch);
            }
        } catch (RedisException e) {
            throw new UnavailableException("Redis does not take the batch: " + e.getMessage(), e);
        }
    }

    private Connection connect() {
        Connection now = connection;
        if (now == null) {
            now = connections.get();
            connection = now;
        }
        return now;
    }

    private void run(Connection to, List<Call> batch) {
        for (int from = 0; from < batch.size(); from += inflight) {
            await(to.run(batch.subList(from, Math.min(batch.size(), from + inflight))));
        }
    }

    /** Waits for all, also after one failed, so that no answer is left to a later batch. */
    private static void await(List<CompletionStage<?>> sent) {
        @Nullable RedisException failed = null;
        for (CompletionStage<?> one : sent) {
            try {
                one.toCompletableFuture().join();
            } catch (CompletionException e) {
                failed = e.getCause() instanceof RedisException redis ? redis : new RedisException(e.getCause());
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
