package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls as they reach a server. */
class RestTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile String refusal = "";
    private HttpServer server;
    private Rest rest;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            said.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            byte[] answer = refusal.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.length == 0 ? 204 : 403, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        rest = new Rest(HttpClient.newHttpClient(), base, () -> "a token");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_message_is_reported_with_words_or_without() throws Exception {
        rest.report("c 1", "m1", "spam", "I ordered nothing.");
        rest.report("c1", "m1", "other", null);

        assertThat(said)
                .containsExactly(
                        "POST /api/v1/chats/c%201/messages/m1/report {\"reason\":\"spam\",\"text\":\"I ordered nothing.\"}",
                        "POST /api/v1/chats/c1/messages/m1/report {\"reason\":\"other\"}");
    }

    @Test
    void a_message_is_deleted() throws Exception {
        rest.delete("c1", "m1");

        assertThat(said).containsExactly("DELETE /api/v1/chats/c1/messages/m1");
    }

    @Test
    void what_is_refused_has_the_code_of_the_contract() {
        refusal = "{\"code\":\"forbidden\",\"detail\":\"The chat says so itself.\"}";

        assertThatThrownBy(() -> rest.report("c1", "m1", "spam", null))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(403);
                    assertThat(problem.code()).isEqualTo("forbidden");
                });
        assertThatThrownBy(() -> rest.delete("c1", "m1")).isInstanceOf(Problem.class);
    }
}
