package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.EdgeSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP, or hardly: it has a problem document too, or its connection ends. */
class BadHttpTest {
    private static final int PATIENCE_MS = 20_000;
    private static EdgeFixture edge;

    @BeforeAll
    static void start() {
        edge = new EdgeFixture(Map.of(EdgeSettings.BODY_TIMEOUT, "300"));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void clean() {
        edge.calls.clear();
    }

    /** Sends the bytes, and reads until the connection ends. */
    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", edge.server.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String call(String line, String... headers) {
        return line + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + edge.token("ann") + "\r\n"
                + String.join("", headers) + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: many\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: \r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                "A header: 1\r\n"
            })
    void a_request_that_is_no_http_is_told_so_in_a_problem_document(String header) throws IOException {
        String answer = exchange(call("POST /api/v1/chats HTTP/1.1", header));

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n");
        assertThat(answer)
                .contains(
                        "\r\nContent-Type: application/problem+json\r\n", "\"status\":400", "\"code\":\"bad_request\"");
        assertThat(edge.calls).isEmpty();
    }

    @Test
    void so_is_one_of_another_protocol_and_the_next_connection_is_served() throws IOException {
        assertThat(exchange("GET / HTTP/3.1\r\n\r\n")).contains("\"code\":\"bad_request\"");

        assertThat(exchange(call("GET /api/v1/chats HTTP/1.1"))).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chats/%zz", "chats/%", "search?q=%e", "search?q=a%2", "chats?limit=%zz", "chats/\u00e9"})
    void so_is_an_address_that_is_not_percent_encoded(String target) throws IOException {
        String answer = exchange(call("GET /api/v1/" + target + " HTTP/1.1"));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad_request\"");
        assertThat(edge.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a:port\r\n"})
    void so_is_one_that_does_not_say_which_host_it_wants(String host) throws IOException {
        String answer = exchange("GET /healthz HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad_request\"");
    }

    @Test
    void a_body_that_does_not_come_in_time_ends_its_connection() throws IOException {
        String answer = exchange(call("POST /api/v1/chats HTTP/1.1", "Content-Length: 10\r\n") + "{\"a\":");

        assertThat(answer).isEmpty();
        assertThat(edge.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/"})
    void what_is_only_read_says_so(String path) throws IOException {
        String answer = exchange("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 405 ")
                .contains("\r\nAllow: GET, HEAD\r\n", "\"code\":\"method_not_allowed\"");
    }

    @Test
    void who_asks_for_the_socket_by_a_plain_call_is_authenticated_first() throws IOException {
        String nobody = exchange("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String ann = exchange(call("GET /ws HTTP/1.1"));

        assertThat(nobody).startsWith("HTTP/1.1 401 ").contains("\r\nWWW-Authenticate: Bearer\r\n");
        assertThat(ann).startsWith("HTTP/1.1 426 ").contains("\r\nUpgrade: websocket\r\n");
    }
}
