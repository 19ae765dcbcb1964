package io.parley.sinks.webhook.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts signed messages to one endpoint. Follows no redirect, so that nothing goes where nobody sent it; an answer counts
 * once it is whole, or as much of its body has come as is read at all.
 */
public final class Poster implements AutoCloseable {
    /** Two are enough: they only hand on what the selector has read. */
    private static final int THREADS = 2;

    private final Endpoint endpoint;
    private final Secrets secrets;
    private final Limits limits;
    private final Clock clock;
    private final ExecutorService threads;
    private final HttpClient http;

    /**
     * @param connect how long a connection may take
     * @param answer how long the whole attempt may take
     * @param answerBytes how much of an answer's body is taken in before the connection is dropped
     */
    public record Limits(Duration connect, Duration answer, int answerBytes) {}

    public Poster(Endpoint endpoint, Secrets secrets, Limits limits, Clock clock) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
        var number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "webhook-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .executor(threads)
                .build();
    }

    /** One attempt. The timestamp is the attempt's, the id is the event's: it is the same however often it is posted. */
    public CompletableFuture<Answer> post(String id, byte[] body) {
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(endpoint.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Parley-Webhook")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", secrets.sign(id, timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> sent =
                http.sendAsync(request, head -> new Discarding(limits.answerBytes()));
        CompletableFuture<Answer> answer =
                sent.thenApply(Poster::answer).orTimeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        // What comes too late must not go on holding its connection.
        return answer.whenComplete((done, failure) -> sent.cancel(true));
    }

    private static Answer answer(HttpResponse<Void> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(""));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
