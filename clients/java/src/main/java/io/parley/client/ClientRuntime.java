package io.parley.client;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads and the HTTP client that any number of {@link ChatClient}s share: one thread that runs all their logic,
 * and two that wait for REST answers. All are daemons.
 */
public final class ClientRuntime implements AutoCloseable {

    private final ScheduledExecutorService logic = Executors.newSingleThreadScheduledExecutor(named("parley-client"));
    private final java.util.concurrent.ExecutorService waiting = Executors.newFixedThreadPool(2, named("parley-rest"));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ScheduledExecutorService logic() {
        return logic;
    }

    Executor waiting() {
        return waiting;
    }

    /** The HTTP client, for {@link Rest}. */
    public HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        logic.shutdownNow();
        waiting.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
