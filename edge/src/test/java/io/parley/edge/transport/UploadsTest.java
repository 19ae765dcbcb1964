package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.edge.EdgeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are larger than any that is kept in memory. */
@Timeout(60)
class UploadsTest {
    private static final int LARGE = 5 << 20;

    private EdgeFixture edge;

    @BeforeEach
    void start() {
        edge = new EdgeFixture(Map.of(EdgeSettings.BODY_IDLE, "300"));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> post(String user, BodyPublisher body, boolean asksFirst) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + edge.server.port() + "/api/v1/files"))
                .header("Authorization", "Bearer " + edge.token(user))
                .expectContinue(asksFirst)
                .timeout(Duration.ofSeconds(20))
                .POST(body)
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());
    }

    @Test
    void a_large_body_is_read_as_it_comes() throws Exception {
        byte[] large = new byte[LARGE];

        assertThat(post("ann", BodyPublishers.ofByteArray(large), false).body()).isEqualTo("{\"size\":" + LARGE + "}");
        assertThat(post("ann", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), false)
                        .body())
                .isEqualTo("{\"size\":" + LARGE + "}");
        assertThat(post("ann", BodyPublishers.noBody(), false).body()).isEqualTo("{\"size\":0}");
        assertThat(edge.calls).isEmpty();
    }

    @Test
    void who_asks_first_is_told_to_go_on() throws Exception {
        assertThat(post("ann", BodyPublishers.ofByteArray(new byte[100_000]), true)
                        .body())
                .isEqualTo("{\"size\":100000}");
    }

    @Test
    void who_may_not_upload_is_told_so_before_the_body_is_read() throws Exception {
        HttpResponse<String> answer = post("stranger", BodyPublishers.ofByteArray(new byte[1_000]), false);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("not_a_member");
        assertThat(edge.uploads.read.get()).isZero();
    }

    @Test
    void who_sends_a_large_body_unasked_and_may_not_upload_still_has_the_answer() throws Exception {
        HttpResponse<String> answer = post("stranger", BodyPublishers.ofByteArray(new byte[LARGE]), false);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(edge.uploads.read.get()).isZero();
    }

    @Test
    void who_asks_first_and_may_not_upload_has_the_whole_answer_and_sends_nothing() throws Exception {
        try (Socket socket = begun(edge.token("stranger"), "Expect: 100-continue\r\n", "")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 403").contains("not_a_member");
        }
    }

    @Test
    void who_asks_first_without_a_good_token_has_the_whole_answer_and_sends_nothing() throws Exception {
        try (Socket socket = begun("no-token", "Expect: 100-continue\r\n", "")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 401").contains("unauthorized");
        }
    }

    @Test
    void an_upload_without_a_token_is_401() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + edge.server.port() + "/api/v1/files"))
                .POST(BodyPublishers.ofByteArray(new byte[100]))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_goes_away_or_says_nothing_ends_the_upload() throws Exception {
        try (Socket gone = half("ann");
                Socket silent = half("bob")) {
            await().until(() -> edge.uploads.read.get() == 20);
            gone.close();

            await().until(() -> edge.uploads.ended.get() == 2);
            assertThat(silent.isConnected()).isTrue();
        }
    }

    /** An upload of which ten bytes of a hundred are sent. */
    private Socket half(String user) throws IOException {
        return begun(edge.token(user), "", "0123456789");
    }

    private Socket begun(String token, String more, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", edge.server.port());
        String head = "POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 100\r\n" + more + "\r\n" + body;
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void the_page_shows_pictures_from_the_store_and_nothing_else() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + edge.server.port() + "/index.txt"))
                .build();

        String policy = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy).contains("img-src 'self' data: blob: https: http://127.0.0.1:9000;", "connect-src 'self';");
    }
}
