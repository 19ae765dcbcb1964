package io.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fake edge of the JavaScript SDK's tests as a process of its own: both SDKs play the same script against the same. */
final class ScenarioEdge implements AutoCloseable {

    static final Path CLIENTS = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ScenarioEdge() throws IOException {
        process = new ProcessBuilder("node", "web/scripts/fake-edge.mjs")
                .directory(CLIENTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the fake edge did not start");
        }
        uri = URI.create(line.substring(0, line.indexOf("/?as=")));
    }

    /** Whether the packages are there that it runs on: the page's build brings them. */
    static boolean canRun() {
        return Files.isDirectory(CLIENTS.resolve("node_modules/vite"));
    }

    URI uri() {
        return uri;
    }

    /** A new world for a scenario; the id of its chat. */
    String world(JsonNode scenario, int cutAt, String cut) throws IOException, InterruptedException {
        ObjectNode asked = scenario.deepCopy();
        asked.put("cutAt", cutAt).put("cut", cut);
        return call(HttpRequest.newBuilder(uri.resolve("/test/world"))
                        .POST(HttpRequest.BodyPublishers.ofString(asked.toString())))
                .path("chat_id")
                .asText();
    }

    /** What the server knows. */
    JsonNode truth() throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(uri.resolve("/test/world")));
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return FrameCodec.JSON.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
