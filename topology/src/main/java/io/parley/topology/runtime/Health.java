package io.parley.topology.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What those who run the process ask it: {@code /healthz} (it lives), {@code /readyz} (all its shards are running),
 * {@code /metrics} (Prometheus). One thread and a short queue: who asks too often is refused, nothing else is slowed.
 */
final class Health implements AutoCloseable {
    private static final int QUEUE = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    private Health(HttpServer server, ThreadPoolExecutor executor) {
        this.server = server;
        this.executor = executor;
    }

    static Health start(
            InetSocketAddress address, BooleanSupplier alive, BooleanSupplier ready, Supplier<String> metrics)
            throws IOException {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "talk-health");
                    thread.setDaemon(true);
                    return thread;
                });
        HttpServer server = HttpServer.create(address, QUEUE);
        server.setExecutor(executor);
        server.createContext("/", exchange -> answer(exchange, NOT_FOUND, "not found\n"));
        server.createContext("/healthz", exchange -> state(exchange, alive.getAsBoolean()));
        server.createContext("/readyz", exchange -> state(exchange, ready.getAsBoolean()));
        server.createContext("/metrics", exchange -> answer(exchange, OK, metrics.get()));
        server.start();
        return new Health(server, executor);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void state(HttpExchange exchange, boolean good) throws IOException {
        answer(exchange, good ? OK : UNAVAILABLE, good ? "ok\n" : "not now\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
