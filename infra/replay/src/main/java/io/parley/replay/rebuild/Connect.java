package io.parley.replay.rebuild;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.Trouble;
import io.parley.local.provision.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** What is asked of Kafka Connect's REST, again while the worker is in the middle of a rebalance. */
final class Connect {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(150);
    private static final int REBALANCING = 409;
    private static final int NOT_FOUND = 404;

    private final String root;
    private final Http http;

    Connect(String url, Http http) {
        this.root = url + "/connectors/";
        this.http = http;
    }

    ObjectNode config(String connector) throws IOException, InterruptedException {
        String body = http.send("GET", root + connector + "/config", "")
                .require("The settings of " + connector + " cannot be read");
        return (ObjectNode) JSON.readTree(body);
    }

    /** Makes a connector and waits until its tasks run. */
    void make(String connector, ObjectNode config) throws IOException, InterruptedException {
        call("PUT", connector + "/config", config.toString());
        await(connector, "run", Connect::runs);
    }

    void stop(String connector) throws IOException, InterruptedException {
        call("PUT", connector + "/stop", "");
        await(connector, "stop", status -> status.contains("\"STOPPED\"") && !status.contains("\"RUNNING\""));
    }

    void resume(String connector) throws IOException, InterruptedException {
        call("PUT", connector + "/resume", "");
        await(connector, "run", Connect::runs);
    }

    /** Lets a stopped connector begin again at the first offset. */
    void forgetOffsets(String connector) throws IOException, InterruptedException {
        call("DELETE", connector + "/offsets", "");
    }

    /** One that is not there is gone already. */
    void remove(String connector) throws IOException, InterruptedException {
        call("DELETE", connector, "");
    }

    /** Throws when a task of it failed. */
    void requireHealth(String connector) throws IOException, InterruptedException {
        String status = status(connector);
        if (status.contains("\"FAILED\"")) {
            throw new Trouble(
                    "The connector " + connector + " failed: " + status + ".", "See `./parley logs connect`.");
        }
    }

    private static boolean runs(String status) {
        return status.contains("\"id\":") && !status.contains("\"UNASSIGNED\"") && !status.contains("\"RESTARTING\"");
    }

    private String status(String connector) throws IOException, InterruptedException {
        return http.send("GET", root + connector + "/status", "").body();
    }

    private void await(String connector, String what, Predicate<String> condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String status = status(connector);
        while (!condition.test(status)) {
            if (status.contains("\"FAILED\"") || System.nanoTime() > deadline) {
                throw new Trouble(
                        "The connector " + connector + " does not " + what + ": " + status + ".",
                        "See `./parley logs connect`.");
            }
            Thread.sleep(LOOK.toMillis());
            status = status(connector);
        }
    }

    private void call(String method, String path, String body) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Http.Answer answer = http.send(method, root + path, body);
        while (answer.status() == REBALANCING && System.nanoTime() < deadline) {
            Thread.sleep(LOOK.toMillis());
            answer = http.send(method, root + path, body);
        }
        if (!(method.equals("DELETE") && answer.status() == NOT_FOUND)) {
            answer.require("Kafka Connect does not do " + method + " " + path);
        }
    }
}
