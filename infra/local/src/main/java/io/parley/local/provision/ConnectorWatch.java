package io.parley.local.provision;

import io.parley.local.process.Backoff;
import io.parley.local.provision.ConnectorProvision.Health;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sets a connector going again when a task of it has failed, with growing waits and an end: Connect leaves a failed task
 * alone for ever. A store that is away fails none, see the sinks; what does is a defect or a registry that was away.
 */
public final class ConnectorWatch implements AutoCloseable {
    private final String connect;
    private final List<String> connectors;
    private final Http http;
    private final Backoff backoff;
    private final Duration look;
    private final Duration calm;
    private final Consumer<String> say;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, ConnectorCare> cares = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "watch-connectors");

    /**
     * @param connect the worker's address
     * @param connectors those that are kept going
     * @param look how long between two looks
     * @param calm how long one must run before earlier failures of it are forgotten
     * @param say who is told of what was done
     */
    public ConnectorWatch(
            String connect,
            List<String> connectors,
            Http http,
            Backoff backoff,
            Duration look,
            Duration calm,
            Consumer<String> say) {
        this.connect = connect;
        this.connectors = List.copyOf(connectors);
        this.http = http;
        this.backoff = backoff;
        this.look = look;
        this.calm = calm;
        this.say = say;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(look.toMillis());
                for (String connector : connectors) {
                    look(connector);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String connector) throws InterruptedException {
        try {
            String status = http.send("GET", connect + "/connectors/" + connector + "/status", "")
                    .body();
            ConnectorCare care = cares.getOrDefault(connector, ConnectorCare.NEW);
            ConnectorCare.Next next = care.next(Health.of(status), clock.instant(), backoff, calm);
            cares.put(connector, next.care());
            switch (next.step()) {
                case NOTHING -> {}
                case RESTART -> restart(connector);
                case LEAVE ->
                    say.accept("The connector " + connector + " fails again and again, and is left alone: see "
                            + "`./parley logs connect`. What it has not written stays in its topics as long as they keep"
                            + " it; `./parley down` and `up` try it anew.");
            }
        } catch (IOException e) {
            // The worker is away, which is the matter of who keeps that part.
        }
    }

    private void restart(String connector) throws IOException, InterruptedException {
        String restart = "/restart?includeTasks=true&onlyFailed=true";
        int answer = http.send("POST", connect + "/connectors/" + connector + restart, "")
                .status();
        say.accept("The connector " + connector + " had failed and is set going again (HTTP " + answer + ").");
    }
}
