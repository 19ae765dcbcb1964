package io.parley.local.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lets a sink read again from a place, by Connect's own offsets. The connector is stopped meanwhile. */
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

    public void rewind(String connector, String topic, int partition, long offset)
            throws IOException, InterruptedException {
        String root = connect + "/connectors/" + connector;
        http.send("PUT", root + "/stop", "").require("The connector " + connector + " cannot be stopped");
        try {
            awaitStopped(connector, root);
            http.send("PATCH", root + "/offsets", offsets(topic, partition, offset))
                    .require("The connector " + connector + " cannot be rewound");
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
