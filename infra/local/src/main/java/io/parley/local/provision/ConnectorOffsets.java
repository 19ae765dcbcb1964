package io.parley.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

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
        Moved moved = rewind(connector, topic, Map.of(partition, offset)).get(partition);
        return moved == null ? OptionalLong.empty() : OptionalLong.of(moved.to());
    }

    /** From where to where; both the same for a partition that stays where it is. */
    public record Moved(long from, long to) {}

    /** The same for several partitions in one stop. Those of which nothing was committed are not among what is returned. */
    public Map<Integer, Moved> rewind(String connector, String topic, Map<Integer, Long> offsets)
            throws IOException, InterruptedException {
        String root = connect + "/connectors/" + connector;
        http.send("PUT", root + "/stop", "").require("The connector " + connector + " cannot be stopped");
        try {
            awaitStopped(connector, root);
            Map<Integer, Moved> moves = moves(committed(connector, topic), offsets);
            Map<Integer, Long> back = new TreeMap<>();
            moves.forEach((partition, moved) -> {
                if (moved.to() < moved.from()) {
                    back.put(partition, moved.to());
                }
            });
            if (!back.isEmpty()) {
                http.send("PATCH", root + "/offsets", offsets(topic, back))
                        .require("The connector " + connector + " cannot be rewound");
            }
            return moves;
        } finally {
            http.send("PUT", root + "/resume", "").require("The connector " + connector + " cannot be set going again");
        }
    }

    /** What a rewind to there does to who has come so far. */
    public static Map<Integer, Moved> moves(Map<Integer, Long> committed, Map<Integer, Long> offsets) {
        Map<Integer, Moved> moves = new TreeMap<>();
        offsets.forEach((partition, offset) -> {
            Long at = committed.get(partition);
            if (at != null) {
                moves.put(partition, new Moved(at, Math.min(at, offset)));
            }
        });
        return moves;
    }

    static String offsets(String topic, Map<Integer, Long> offsets) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> entries.add(Map.of(
                        "partition", Map.of("kafka_topic", topic, "kafka_partition", partition),
                        "offset", Map.of("kafka_offset", offset))));
        return JSON.writeValueAsString(Map.of("offsets", entries));
    }

    /** How far a sink has come, by partition; where it has committed nothing there is no entry. */
    public Map<Integer, Long> committed(String connector, String topic) throws IOException, InterruptedException {
        String present = http.send("GET", connect + "/connectors/" + connector + "/offsets", "")
                .require("How far the connector " + connector + " has come is not known");
        return committedOf(present, topic);
    }

    private static Map<Integer, Long> committedOf(String offsets, String topic) throws IOException {
        Map<Integer, Long> committed = new TreeMap<>();
        for (JsonNode entry : JSON.readTree(offsets).path("offsets")) {
            JsonNode place = entry.path("partition");
            JsonNode offset = entry.path("offset").path("kafka_offset");
            if (place.path("kafka_topic").asText().equals(topic) && offset.isIntegralNumber()) {
                committed.put(place.path("kafka_partition").asInt(-1), offset.asLong());
            }
        }
        return committed;
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
