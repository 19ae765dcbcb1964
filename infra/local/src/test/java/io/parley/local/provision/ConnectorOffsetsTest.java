package io.parley.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.local.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a worker that answers as Connect does. */
class ConnectorOffsetsTest {
    private static final String STOPPED = "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private volatile String present = at(100);
    private volatile int patched = 200;
    private HttpServer worker;
    private ConnectorOffsets offsets;

    @BeforeEach
    void start() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/connectors/cassandra-sink", this::answer);
        worker.start();
        offsets = new ConnectorOffsets("http://127.0.0.1:" + worker.getAddress().getPort(), new Http());
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestURI().getPath().replace("/connectors/cassandra-sink/", "");
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")) {
            changes.add((exchange.getRequestMethod() + " " + what + " " + sent).strip());
        }
        byte[] body = (what.equals("offsets") ? present : STOPPED).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PATCH") ? patched : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String at(long offset) {
        return "{\"offsets\":["
                + "{\"partition\":{\"kafka_topic\":\"chat.marks\",\"kafka_partition\":2},\"offset\":{\"kafka_offset\":7}},"
                + "{\"partition\":{\"kafka_topic\":\"chat.messages\",\"kafka_partition\":2},\"offset\":{\"kafka_offset\":"
                + offset + "}}]}";
    }

    @Test
    void a_sink_that_is_past_the_place_goes_back_to_it() throws Exception {
        assertThat(offsets.rewind("cassandra-sink", "chat.messages", 2, 40)).isEqualTo(OptionalLong.of(40));

        assertThat(changes)
                .containsExactly(
                        "PUT stop",
                        "PATCH offsets " + ConnectorOffsets.offsets("chat.messages", Map.of(2, 40L)),
                        "PUT resume");
    }

    @Test
    void one_that_has_not_come_as_far_is_never_moved_forwards() throws Exception {
        present = at(12);

        assertThat(offsets.rewind("cassandra-sink", "chat.messages", 2, 40)).isEqualTo(OptionalLong.of(12));

        assertThat(changes).containsExactly("PUT stop", "PUT resume");
    }

    @Test
    void one_that_has_committed_nothing_of_the_partition_begins_at_the_beginning() throws Exception {
        assertThat(offsets.rewind("cassandra-sink", "chat.messages", 3, 40)).isEmpty();

        assertThat(changes).containsExactly("PUT stop", "PUT resume");
    }

    @Test
    void several_partitions_go_back_in_one_stop_and_each_only_back() throws Exception {
        present = at(100).replace("chat.marks", "chat.messages")
                .replace(":2},\"offset\":{\"kafka_offset\":7}", ":1},\"offset\":{\"kafka_offset\":7}");

        assertThat(offsets.rewind("cassandra-sink", "chat.messages", Map.of(0, 5L, 1, 9L, 2, 40L)))
                .isEqualTo(Map.of(1, new ConnectorOffsets.Moved(7, 7), 2, new ConnectorOffsets.Moved(100, 40)));

        assertThat(changes)
                .containsExactly(
                        "PUT stop",
                        "PATCH offsets " + ConnectorOffsets.offsets("chat.messages", Map.of(2, 40L)),
                        "PUT resume");
    }

    @Test
    void it_is_set_going_again_also_when_the_worker_refuses() {
        patched = 500;

        assertThatThrownBy(() -> offsets.rewind("cassandra-sink", "chat.messages", 2, 40))
                .isInstanceOf(Trouble.class);

        assertThat(changes).endsWith("PUT resume");
    }
}
