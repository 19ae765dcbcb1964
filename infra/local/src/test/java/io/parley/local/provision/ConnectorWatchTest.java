package io.parley.local.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.local.process.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a worker that answers as Connect does. */
class ConnectorWatchTest {
    private static final String RUNNING = "{\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}";
    private static final String FAILED = "{\"tasks\":[{\"id\":0,\"state\":\"FAILED\",\"trace\":\"unknown schema\"}]}";
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration CALM = Duration.ofMinutes(1);

    private final List<String> restarts = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile boolean heals;
    private HttpServer worker;
    private ConnectorWatch watch;

    @BeforeEach
    void start() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/connectors", this::answer);
        worker.start();
        String address = "http://127.0.0.1:" + worker.getAddress().getPort();
        watch = new ConnectorWatch(
                address,
                List.of("cassandra-sink", "redis-sink"),
                new Http(),
                new Backoff(SHORT, SHORT, 3),
                SHORT,
                CALM,
                said::add);
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.close();
        worker.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        boolean other = !path.startsWith("/connectors/cassandra-sink");
        if (exchange.getRequestMethod().equals("POST")) {
            restarts.add(path);
            broken = broken && !heals;
        }
        byte[] status = (other || !broken ? RUNNING : FAILED).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, status.length);
        exchange.getResponseBody().write(status);
        exchange.close();
    }

    @Test
    void a_connector_that_failed_is_set_going_again_and_the_other_is_left_alone() {
        heals = true;
        broken = true;

        await(() -> said.size() == 1 && !broken);

        assertThat(restarts).containsExactly("/connectors/cassandra-sink/restart?includeTasks=true&onlyFailed=true");
        assertThat(said.get(0)).contains("cassandra-sink");
    }

    @Test
    void one_that_fails_again_and_again_is_left_alone_in_the_end_and_that_is_said_once() {
        broken = true;

        await(() -> said.size() == 4);

        assertThat(restarts).hasSize(3);
        assertThat(said.get(3)).contains("left alone", "./parley logs connect");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
