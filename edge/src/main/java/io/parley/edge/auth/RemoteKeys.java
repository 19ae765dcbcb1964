package io.parley.edge.auth;

import com.nimbusds.jose.jwk.JWKSet;
import io.parley.edge.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set in a file or behind a URL, read by a thread of its own: at start, at intervals, and when a token names a key
 * that is not in it. Keys that were read once stay when reading fails later.
 */
public final class RemoteKeys implements Keys, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final int REFRESH_FRACTION = 10;

    private final String location;
    private final Duration timeout;
    private final long pauseNanos;
    private final HttpClient http;
    private final ScheduledExecutorService thread;
    private final Object lock = new Object();
    private volatile JWKSet keys = new JWKSet();
    private @Nullable CompletableFuture<Void> running;
    private long triedAt;

    public RemoteKeys(String location, Duration refresh, Duration timeout) {
        this.location = location;
        this.timeout = timeout;
        this.pauseNanos = refresh.toNanos() / REFRESH_FRACTION;
        this.triedAt = System.nanoTime() - pauseNanos;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.thread = Executors.newSingleThreadScheduledExecutor(new NamedThreads("edge-jwks"));
        var unused = thread.scheduleWithFixedDelay(this::read, 0, refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public JWKSet current() {
        return keys;
    }

    @Override
    public CompletionStage<Void> refresh() {
        synchronized (lock) {
            if (running != null) {
                return running;
            }
            if (System.nanoTime() - triedAt < pauseNanos) {
                return CompletableFuture.completedFuture(null);
            }
            running = CompletableFuture.runAsync(this::read, thread).handle((done, failure) -> {
                synchronized (lock) {
                    running = null;
                }
                return null;
            });
            return running;
        }
    }

    private void read() {
        synchronized (lock) {
            triedAt = System.nanoTime();
        }
        try {
            keys = JWKSet.parse(text()).toPublicJWKSet();
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn("The key set at {} could not be read, the last one goes on: {}", location, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String text() throws IOException, InterruptedException {
        if (!location.toLowerCase(Locale.ROOT).startsWith("http")) {
            return Files.readString(Path.of(location));
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(location)).timeout(timeout).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
