package io.parley.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets a sink read again from a place, by Connect's own offsets. The connector is stopped meanwhile; should this process
 * end before it is set going again, the next {@code up} does it.
 */
public final class ConnectorOffsets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(150);

    private final String connect;
    private final Http http;

    public ConnectorOffsets(String connect, Http http) {
        this.connect = connect;
        this.http = http;
    }

    /**
     * A sink only ever goes back: one that has not come as far as the place, because it is being rebuilt or was rewound for
     * an earlier one, meets it anyway, and moving it there would leave out what lies between.
     *
     * @return where it reads on from; empty when it has not committed anything, and so begins at the beginning
     */
    public OptionalLong rewind(String connector, String topic, int partition, long offset)
            throws IOException, InterruptedException {
        String root = connect + "/connectors/" + connector;
        http.send("PUT", root + "/stop", "").require("The connector " + connector + " cannot be stopped");
        try {
            awaitStopped(connector, root);
            String present = http.send("GET", root + "/offsets", "")
                    .require("How far the connector " + connector + " has come is not known");
            OptionalLong committed = committed(present, topic, partition);
            if (committed.isEmpty() || committed.getAsLong() <= offset) {
                return committed;
            }
            http.send("PATCH", root + "/offsets", offsets(topic, partition, offset))
                    .require("The connector " + connector + " cannot be rewound");
            return OptionalLong.of(offset);
        } finally {
            http.send("PUT", root + "/resume", "").require("The connector " + connector + " cannot be set going again");
        }
    }

    static String offsets(String topic, int partition, long offset) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "offsets",
                List.of(Map.of(
                        "partition", Map.of("kafka_topic", topic, "kafka_partition", partition),
                        "offset", Map.of("kafka_offset", offset)))));
    }

    static OptionalLong committed(String offsets, String topic, int partition) throws IOException {
        for (JsonNode entry : JSON.readTree(offsets).path("offsets")) {
            JsonNode place = entry.path("partition");
            JsonNode offset = entry.path("offset").path("kafka_offset");
            boolean isSame = place.path("kafka_topic").asText().equals(topic)
                    && place.path("kafka_partition").asInt(-1) == partition;
            if (isSame && offset.isIntegralNumber()) {
                return OptionalLong.of(offset.asLong());
            }
        }
        return OptionalLong.empty();
    }

    private void awaitStopped(String connector, String root) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String status = "";
        while (System.nanoTime() < deadline) {
            status = http.send("GET", root + "/status", "").body();
            boolean isStopped = status.contains("\"STOPPED\"") && !status.contains("\"RUNNING\"");
            if (isStopped) {
                return;
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new Trouble(
                "The connector " + connector + " does not stop: " + status + ".", "See `./parley logs connect`.");
    }
}
