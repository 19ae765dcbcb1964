package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicBoolean ready = new AtomicBoolean();

    @Test
    void it_says_whether_it_lives_and_is_ready_and_how_it_fares() throws Exception {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Health health = Health.start(free, () -> true, ready::get, () -> "meters\n")) {
            assertThat(get(health, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(health, "/readyz").statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(health, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(health, "/metrics").body()).isEqualTo("meters\n");
            assertThat(get(health, "/else").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(Health health, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + health.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
