package io.parley.sinks.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server. */
class PosterTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<String> signature = new CompletableFuture<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/ok", exchange -> {
            signature.complete(exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + exchange.getRequestHeaders().getFirst("webhook-timestamp") + " "
                    + exchange.getRequestHeaders().getFirst("webhook-signature"));
            body.complete(exchange.getRequestBody().readAllBytes());
            answer(exchange, 204, new byte[0]);
        });
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 429, "not now".getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/ok");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/endless", this::endless);
        server.createContext("/silent", exchange -> paths.add("silent"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, byte[] text) throws IOException {
        paths.add(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            while (true) {
                exchange.getResponseBody().write(new byte[1_024]);
            }
        } catch (IOException e) {
            ended.countDown();
        }
    }

    private CompletableFuture<Answer> post(String path, Duration patience) {
        Endpoint endpoint =
                Endpoint.parse("http://127.0.0.1:" + server.getAddress().getPort() + path, false);
        Poster poster = new Poster(
                endpoint,
                Secrets.parse(SECRET),
                new Poster.Limits(Duration.ofSeconds(30), patience, 64 * 1_024),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return poster.post("msg_p5jXN8AQM9LWM0D4loKWxJek", BODY).whenComplete((done, e) -> poster.close());
    }

    private Answer answered(String path) throws Exception {
        return post(path, Duration.ofSeconds(60)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void a_receiver_gets_what_the_standard_says() throws Exception {
        Answer answer = answered("/ok");

        assertThat(answer).isEqualTo(new Answer(204, ""));
        assertThat(signature)
                .isCompletedWithValue(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek 1614265330 " + "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(body.join()).isEqualTo(BODY);
    }

    @Test
    void what_it_asks_for_is_handed_on() throws Exception {
        assertThat(answered("/busy")).isEqualTo(new Answer(429, "7"));
    }

    @Test
    void nobody_is_followed_elsewhere() throws Exception {
        assertThat(answered("/moved").status()).isEqualTo(302);
        assertThat(paths).containsExactly("/moved");
    }

    @Test
    void an_answer_without_an_end_is_not_listened_to() throws Exception {
        assertThat(answered("/endless").status()).isEqualTo(200);
        assertThat(ended.await(60, TimeUnit.SECONDS))
                .as("the connection is dropped")
                .isTrue();
    }

    @Test
    void one_that_never_answers_is_waited_for_so_long() {
        CompletableFuture<Answer> answer = post("/silent", Duration.ofMillis(50));

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
    }
}
