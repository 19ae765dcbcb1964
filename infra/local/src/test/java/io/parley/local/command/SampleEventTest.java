package io.parley.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Secret;
import io.parley.sinks.webhook.http.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a receiver that looks at the signature. */
class SampleEventTest {
    private final List<String> types = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private HttpServer server;
    private DataFolder data;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        data = new DataFolder(folder);
        Secrets secrets = Secrets.parse(Secret.keepOfWebhook(data, ""));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            String signed = secrets.sign(
                    headers.getFirst("webhook-id"), Long.parseLong(headers.getFirst("webhook-timestamp")), body);
            types.add(new String(body, java.nio.charset.StandardCharsets.UTF_8).split("\"")[3]);
            boolean isOurs = signed.equals(headers.getFirst("webhook-signature"));
            exchange.sendResponseHeaders(isOurs ? answer : 401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SampleEvent sample(int port) throws IOException {
        return SampleEvent.of("{\"webhook.url\":\"http://127.0.0.1:" + port + "/hook/t0ken\"}", data);
    }

    private SampleEvent.Report post() throws Exception {
        return sample(server.getAddress().getPort()).post(Instant.EPOCH);
    }

    @Test
    void it_is_signed_with_the_secret_of_the_data_folder_and_taken() throws Exception {
        SampleEvent.Report report = post();

        assertThat(report.isTaken()).isTrue();
        assertThat(report.lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("HTTP 204 after ")
                .doesNotContain("t0ken"));
        assertThat(types).containsExactly("webhook.test");
    }

    @Test
    void what_is_not_taken_says_what_to_look_at() throws Exception {
        answer = 503;
        assertThat(post().lines()).hasSize(2).last().asString().startsWith("Not now");
        answer = 404;
        assertThat(post().lines()).last().asString().startsWith("Refused");
        answer = 302;
        assertThat(post().lines()).last().asString().startsWith("Redirects");
        answer = 410;
        assertThat(post().isTaken()).isFalse();
    }

    @Test
    void a_receiver_that_is_not_there_is_told_of() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        SampleEvent.Report report = sample(port).post(Instant.EPOCH);

        assertThat(report.isTaken()).isFalse();
        assertThat(report.lines().get(0)).startsWith("No answer after").contains("127.0.0.1:" + port);
    }

    @Test
    void what_is_set_wrong_is_said_without_the_secret() throws Exception {
        Files.writeString(data.webhookSecret(), "whsec_hidden");

        assertThatThrownBy(() -> sample(1)).isInstanceOf(Trouble.class).hasMessageNotContaining("hidden");
    }

    @Test
    void a_secret_that_is_given_takes_the_place_of_the_one_that_was_made() {
        String made = Secret.keepOfWebhook(data, "");
        assertThat(Secret.keepOfWebhook(data, "")).isEqualTo(made).startsWith("whsec_");

        String both = "whsec_new " + made;

        assertThat(Secret.keepOfWebhook(data, both)).isEqualTo(both);
        assertThat(Secret.keepOfWebhook(data, "")).as("kept").isEqualTo(both);
    }
}
