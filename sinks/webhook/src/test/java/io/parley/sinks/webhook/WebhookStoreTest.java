package io.parley.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.parley.sinks.common.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As the settings make it, against a real server. */
class WebhookStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer server;
    private WebhookStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        store = open();
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    private WebhookStore open() {
        Map<String, String> given = new HashMap<>(Map.of(
                "registry.url", "http://127.0.0.1:1",
                "webhook.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "webhook.queue.bytes", "65536",
                "webhook.retry.ms", "5",
                "webhook.retry.max.ms", "20"));
        return WebhookSinkSettings.store(
                new AbstractConfig(WebhookSinkSettings.definition(), given, false),
                (record, cause) -> {
                    letters.add(record.kafkaOffset() + " " + cause.getMessage());
                    return CompletableFuture.completedFuture(null);
                },
                what -> {});
    }

    private CompletableFuture<?> write(Delivery... deliveries) {
        store.write(List.of(deliveries));
        return store.landing().toCompletableFuture();
    }

    @Test
    void a_batch_has_landed_when_all_of_it_was_taken() {
        assertThat(write(Samples.event("c", 1), Samples.event("d", 1), Samples.event("c", 2)))
                .succeedsWithin(PATIENCE);

        assertThat(heard).containsExactlyInAnyOrder("c-1", "d-1", "c-2").containsSubsequence("c-1", "c-2");
        assertThat(letters).isEmpty();
    }

    @Test
    void what_is_refused_has_landed_once_it_was_put_aside() {
        status = 400;

        assertThat(write(Samples.event("c", 7))).succeedsWithin(PATIENCE);

        assertThat(letters).containsExactly("7 refused: HTTP 400");
    }

    @Test
    void what_was_not_taken_when_the_task_ends_has_not_landed_and_the_next_sends_it() {
        status = 503;
        CompletableFuture<?> landing = write(Samples.event("c", 1), Samples.event("c", 2));

        store.close();
        assertThat(landing).isCompletedExceptionally();
        status = 204;
        store = open();
        assertThat(write(Samples.event("c", 1), Samples.event("c", 2))).succeedsWithin(PATIENCE);

        assertThat(heard).endsWith("c-1", "c-2");
        assertThat(letters).isEmpty();
    }

    @Test
    void a_receiver_that_takes_nothing_is_given_no_more_than_the_bound() {
        status = 503;
        List<Delivery> many = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            many.add(Samples.event("c", number));
        }
        store.write(many);

        assertThatThrownBy(() -> store.write(List.of(Samples.event("d", 1))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("65536 bytes of events");
    }
}
