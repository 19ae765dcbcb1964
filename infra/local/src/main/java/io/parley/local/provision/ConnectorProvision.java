package io.parley.local.provision;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.part.Site;
import io.parley.local.part.Template;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates the sinks' connectors, or updates them, and waits until their tasks run. One that was left stopped or paused is
 * set going.
 */
public final class ConnectorProvision {
    /** There when somebody is to hear of events. */
    public static final String WEBHOOK = "webhook-sink";

    /** The edges' own setting: those who read words need the same keys. */
    private static final String KEYS_FILE = "PARLEY_CONTENT_KEYS_FILE";

    private static final List<String> ALWAYS = List.of("cassandra-sink", "redis-sink", "push-sink");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(150);
    private static final int REBALANCING = 409;
    private static final int NONE = 404;

    private final Site site;
    private final Http http;

    public ConnectorProvision(Site site, Http http) {
        this.site = site;
        this.http = http;
    }

    /** Those that an instance so set has. */
    public static List<String> connectors(LocalSettings settings) {
        return settings.hasWebhook()
                ? Stream.concat(ALWAYS.stream(), Stream.of(WEBHOOK)).toList()
                : ALWAYS;
    }

    public void run() throws IOException, InterruptedException {
        List<String> connectors = connectors(site.settings());
        for (String connector : connectors) {
            String root = site.connect() + "/connectors/" + connector;
            settle("PUT", connector, root + "/config", config(connector, site));
            settle("PUT", connector, root + "/resume", "");
        }
        if (!connectors.contains(WEBHOOK)) {
            // One of an earlier run; the log keeps for a week how far it had come.
            settle("DELETE", WEBHOOK, site.connect() + "/connectors/" + WEBHOOK, "");
        }
        for (String connector : connectors) {
            awaitRunning(connector);
        }
    }

    /** The settings of a connector, from its template. */
    static String config(String connector, Site site) {
        return Template.fill(
                Template.read("connectors/" + connector + ".json"),
                Map.ofEntries(
                        Map.entry("kafka", site.kafka()),
                        Map.entry("registry", site.registry()),
                        Map.entry("cassandra", site.cassandra()),
                        Map.entry("datacenter", Site.DATACENTER),
                        Map.entry("keyspace", Site.KEYSPACE),
                        Map.entry("redis", site.redis()),
                        Map.entry("data", site.folder().root().toString()),
                        Map.entry("webhook", site.settings().getString(LocalSettings.WEBHOOK_URL)),
                        Map.entry("keys", site.parleyEnvironment().getOrDefault(KEYS_FILE, "")),
                        Map.entry(
                                "tasks",
                                Integer.toString(Math.min(site.identity().shards(), 2)))));
    }

    private void settle(String method, String connector, String url, String body)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Http.Answer answer = http.send(method, url, body);
        // A worker that is just joining its group answers so; it settles by itself.
        while (answer.status() == REBALANCING && System.nanoTime() < deadline) {
            Thread.sleep(LOOK.toMillis());
            answer = http.send(method, url, body);
        }
        boolean isGone = method.equals("DELETE") && answer.status() == NONE;
        if (!isGone) {
            answer.require("The connector " + connector + " cannot be set as it is to be");
        }
    }

    private void awaitRunning(String connector) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Health health = Health.WAITING;
        while (health != Health.RUNNING) {
            String status = http.send("GET", site.connect() + "/connectors/" + connector + "/status", "")
                    .body();
            health = Health.of(status);
            if (health == Health.FAILED || System.nanoTime() > deadline) {
                throw new Trouble(
                        "The connector " + connector + " does not run: " + status + ".",
                        "See `./parley logs connect`.");
            }
            if (health == Health.WAITING) {
                Thread.sleep(LOOK.toMillis());
            }
        }
    }

    /** What the status of a connector says. */
    enum Health {
        WAITING,
        RUNNING,
        FAILED;

        static Health of(String status) {
            if (status.contains("\"FAILED\"")) {
                return FAILED;
            }
            boolean hasTasks = status.contains("\"id\":");
            boolean unassigned = status.contains("\"UNASSIGNED\"") || status.contains("\"RESTARTING\"");
            return hasTasks && !unassigned ? RUNNING : WAITING;
        }
    }
}
