package io.parley.sinks.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** Connect's REST, as an operator uses it. */
final class Connectors {
    static final String CASSANDRA = "cassandra-sink";
    static final String REDIS = "redis-sink";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Connectors(String connect) {
        this.url = connect + "/connectors/";
    }

    record Answer(int status, String body) {}

    Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void pause(String connector) {
        ok("PUT", connector + "/pause", "");
        awaitTasks(connector, "PAUSED");
    }

    void resume(String connector) {
        ok("PUT", connector + "/resume", "");
        awaitTasks(connector, "RUNNING");
    }

    /** Begins again at offset 0, as one rebuilds a store. */
    void replay(String connector) {
        stop(connector);
        ok("DELETE", connector + "/offsets", "");
        resume(connector);
    }

    void stop(String connector) {
        ok("PUT", connector + "/stop", "");
        await().atMost(PATIENCE)
                .until(() -> status(connector)
                                .path("connector")
                                .path("state")
                                .asText()
                                .equals("STOPPED")
                        && status(connector).path("tasks").isEmpty());
    }

    void awaitTasks(String connector, String state) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode tasks = status(connector).path("tasks");
            return !tasks.isEmpty()
                    && StreamSupport.stream(tasks.spliterator(), false)
                            .allMatch(task -> task.path("state").asText().equals(state));
        });
    }

    JsonNode status(String connector) {
        return read(send("GET", connector + "/status", "").body());
    }

    ObjectNode config(String connector) {
        return (ObjectNode) read(send("GET", connector + "/config", "").body());
    }

    private void ok(String method, String path, String body) {
        await().atMost(PATIENCE).until(() -> {
            Answer answer = send(method, path, body);
            return answer.status() / 100 == 2;
        });
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
