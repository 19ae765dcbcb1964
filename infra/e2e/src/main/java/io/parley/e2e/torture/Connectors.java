package io.parley.e2e.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Play;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The REST side of Connect, asked again while a rebalance is on its way. */
final class Connectors {
    private static final Duration ONE_CALL = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    Connectors(String root) {
        this.root = root;
    }

    void stop(String connector) {
        call("PUT", connector + "/stop");
        await(connector, "stops", states -> states.equals(List.of("STOPPED")));
    }

    /** A task of it stands, for good. */
    void awaitFailed(String connector) {
        await(connector, "fails", states -> states.contains("FAILED"));
    }

    /** The connector and every task of it run. */
    void awaitRunning(String connector) {
        await(connector, "runs", states -> states.size() > 1 && states.stream().allMatch("RUNNING"::equals));
    }

    private void await(String connector, String what, Predicate<List<String>> wanted) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        List<String> states = state(connector);
        while (!wanted.test(states)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(connector + " never " + what + ": " + states);
            }
            Play.pause();
            states = state(connector);
        }
    }

    void resume(String connector) {
        call("PUT", connector + "/resume");
    }

    void forgetOffsets(String connector) {
        call("DELETE", connector + "/offsets");
    }

    private List<String> state(String connector) {
        return Json.parse(call("GET", connector + "/status")).findValues("state").stream()
                .map(JsonNode::asText)
                .toList();
    }

    private String call(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/connectors/" + path))
                .timeout(ONE_CALL)
                .method(method, BodyPublishers.noBody())
                .build();
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    return answer.body();
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            Play.pause();
        }
        throw new AssertionError("Connect did not do " + method + " " + path + ": " + last);
    }
}
