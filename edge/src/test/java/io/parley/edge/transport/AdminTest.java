package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.EdgeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A port for those who run the edge: what it measures is then shown nowhere else. */
class AdminTest {
    private final EdgeFixture edge = new EdgeFixture(Map.of(EdgeSettings.ADMIN_PORT, "0"));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void it_answers_what_operators_ask_and_nothing_else() throws Exception {
        int port = edge.server.adminPort();
        assertThat(port).isNotEqualTo(edge.server.port());

        assertThat(get(port, "/metrics").body()).isEqualTo("a_metric 1\n");
        assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
        assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
        assertThat(get(port, "/api/v1/chats").body()).contains("\"not_found\"");
        assertThat(get(port, "/").statusCode()).isEqualTo(404);
    }

    @Test
    void clients_see_no_metrics_and_probes_are_answered_as_before() throws Exception {
        assertThat(get(edge.server.port(), "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(edge.server.port(), "/readyz").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + port + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
