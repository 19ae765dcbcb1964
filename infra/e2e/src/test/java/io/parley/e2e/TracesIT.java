package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With OpenTelemetry's agent, a message is one trace from the socket that sent it to the edge of who hears it. */
@Order(30)
class TracesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    /** One step, as the agent writes it down. */
    private record Span(String trace, String id, String parent, String name) {}

    @Test
    void a_message_is_followed_from_socket_to_socket() throws Exception {
        String agent = String.join(
                " ",
                "-javaagent:" + agent(),
                // Lines of OTLP's JSON in the part's own log: nothing has to listen.
                "-Dotel.traces.exporter=logging-otlp",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=200");
        Map<String, String> settings = Map.of("local.options.edge", agent, "local.options.topology", agent);
        try (Cluster cluster = Cluster.start(folder, 1, settings)) {
            try (Play play = new Play(cluster)) {
                Person ann = play.person("ann");
                Person bob = play.person("bob");
                String chat = ann.direct(bob);
                Device phone = bob.device("phone").connect(1);
                Device laptop = ann.device("laptop").connect(0);
                laptop.expectAck(laptop.send(chat, "follow me"));
                phone.expectMessage("follow me");

                List<String> way = awaitWay(cluster);

                assertThat(way)
                        .containsExactly(
                                "message",
                                "chat.raw publish",
                                "chat.raw process",
                                "edge.delivery publish",
                                "edge.delivery process");
            }
        }
    }

    /** The names on the way down to what the receiver's edge did, once it has told of it. */
    private static List<String> awaitWay(Cluster cluster) throws JsonProcessingException {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (true) {
            Map<String, Span> spans = new HashMap<>();
            List<Span> heard = new ArrayList<>();
            for (String part : List.of("edge-1", "edge-2", "topology-1", "topology-2")) {
                for (Span span : spans(cluster.logOf(part))) {
                    spans.put(span.id(), span);
                    if (part.equals("edge-2") && span.name().equals("edge.delivery process")) {
                        heard.add(span);
                    }
                }
            }
            for (Span last : heard) {
                List<String> way = way(last, spans);
                if (way.get(0).equals("message")) {
                    return way;
                }
            }
            assertThat(System.nanoTime())
                    .as(
                            "the ways so far: %s",
                            heard.stream().map(last -> way(last, spans)).toList())
                    .isLessThan(deadline);
            Play.pause();
        }
    }

    private static List<String> way(Span last, Map<String, Span> spans) {
        List<String> names = new ArrayList<>();
        for (Span span = last; span != null; span = spans.get(span.parent())) {
            names.add(0, span.name());
        }
        return names;
    }

    private static List<Span> spans(List<String> log) throws JsonProcessingException {
        List<Span> spans = new ArrayList<>();
        for (String line : log) {
            int start = line.indexOf("{\"resource\"");
            if (start >= 0) {
                for (JsonNode scope : JSON.readTree(line.substring(start)).path("scopeSpans")) {
                    for (JsonNode span : scope.path("spans")) {
                        spans.add(new Span(
                                span.path("traceId").asText(),
                                span.path("spanId").asText(),
                                span.path("parentSpanId").asText(),
                                span.path("name").asText()));
                    }
                }
            }
        }
        return spans;
    }

    private static String agent() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("opentelemetry-javaagent-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the agent is not on the class path"));
    }
}
