package io.parley.local.command;

import io.parley.avro.Topics;
import io.parley.local.Trouble;
import io.parley.local.provision.ConnectorOffsets;
import io.parley.local.provision.ConnectorOffsets.Moved;
import io.parley.local.provision.ConnectorProvision;
import io.parley.local.provision.Http;
import io.parley.local.tail.From;
import io.parley.local.tail.Offsets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events that are posted to somebody's server. */
@Command(
        name = "webhook",
        description = "Tries the endpoint that events are posted to, and posts them again from a time on.",
        subcommands = {WebhookCommand.TestEndpoint.class, WebhookCommand.Redeliver.class})
public final class WebhookCommand implements Runnable {
    private static final int FAILED = 1;
    private static final String OFF = "Set PARLEY_LOCAL_WEBHOOK_URL and start anew with `./parley down` and `up`.";

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    private static void requireOn(String connect, Http http) throws IOException, InterruptedException {
        if (http.send("GET", connect + "/connectors/" + ConnectorProvision.WEBHOOK, "")
                        .status()
                == 404) {
            throw new Trouble("This instance posts events to nobody.", OFF);
        }
    }

    /** One sample. */
    @Command(
            name = "test",
            description = "Posts one signed sample to the endpoint, past the queue, and says how it was taken.")
    static final class TestEndpoint implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Running running = Running.require(data.folder());
            String connect = running.address("connect");
            Http http = new Http();
            requireOn(connect, http);
            String config = http.send("GET", connect + "/connectors/" + ConnectorProvision.WEBHOOK + "/config", "")
                    .require("The settings of the connector are not known");
            SampleEvent.Report report = SampleEvent.of(config, data.folder()).post(Instant.now());
            report.lines().forEach(System.out::println);
            return report.isTaken() ? 0 : FAILED;
        }
    }

    /** From a time on. */
    @Command(
            name = "redeliver",
            description = {
                "Lets the webhook read the log again from a time on.",
                "Every event since then is posted once more, in order, with the id that it had; what it has not come to yet "
                        + "it comes to anyway. Without --yes it only says what that would be."
            })
    static final class Redeliver implements Callable<Integer> {
        private static final Duration LOOK = Duration.ofMillis(500);
        /** After so long without an event that landed, there is something else to look at. */
        private static final Duration STILL = Duration.ofSeconds(60);

        private static final String TOPIC = Topics.CHAT_MESSAGES.name();

        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--from",
                required = true,
                paramLabel = "TIME",
                description = "beginning, a time ago (10m, 2h, 1d), or a time such as 2026-01-31T10:00:00Z.")
        private String from = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do it.")
        private boolean yes;

        @Override
        public Integer call() throws IOException, InterruptedException {
            From place = From.parse(from, Instant.now());
            Running running = Running.require(data.folder());
            String connect = running.address("connect");
            Http http = new Http();
            requireOn(connect, http);
            var offsets = new ConnectorOffsets(connect, http);
            Map<Integer, Long> to = offsetsAt(place, running.address("kafka"));
            Map<Integer, Long> committed = offsets.committed(ConnectorProvision.WEBHOOK, TOPIC);
            if (!yes) {
                tell(ConnectorOffsets.moves(committed, to));
                System.out.println("Nothing was done: say --yes to do it.");
                return 0;
            }
            Map<Integer, Moved> moves = offsets.rewind(ConnectorProvision.WEBHOOK, TOPIC, to);
            tell(moves);
            return watch(offsets, moves);
        }

        private Map<Integer, Long> offsetsAt(From place, String kafka) throws InterruptedException {
            if (place instanceof From.Beginning) {
                return Offsets.first(kafka, TOPIC);
            }
            if (place instanceof From.At at) {
                return Offsets.firstAt(kafka, TOPIC, at.time());
            }
            throw new Trouble(
                    "--from " + from + " says no time.",
                    "Say beginning, a time ago (10m, 2h, 1d), or a time such as 2026-01-31T10:00:00Z.");
        }

        private static void tell(Map<Integer, Moved> moves) {
            moves.forEach((partition, moved) -> System.out.println("  " + TOPIC + "-" + partition + "  "
                    + (moved.to() < moved.from()
                            ? "from " + moved.from() + " back to " + moved.to()
                            : "stays at " + moved.from())));
            System.out.println("At most " + count(moves) + " events are posted again.");
        }

        private static long count(Map<Integer, Moved> moves) {
            return moves.values().stream()
                    .mapToLong(moved -> moved.from() - moved.to())
                    .sum();
        }

        /** Until all is where it was. To end this ends the watching alone. */
        private static int watch(ConnectorOffsets offsets, Map<Integer, Moved> moves)
                throws IOException, InterruptedException {
            long left = count(moves);
            long stillSince = System.nanoTime();
            while (left > 0) {
                Thread.sleep(LOOK.toMillis());
                long now = left(offsets.committed(ConnectorProvision.WEBHOOK, TOPIC), moves);
                if (now != left) {
                    left = now;
                    stillSince = System.nanoTime();
                    System.out.println("  " + (count(moves) - left) + " of " + count(moves) + " have landed");
                } else if (System.nanoTime() - stillSince > STILL.toNanos()) {
                    System.err.println(
                            "None has landed for " + STILL.toSeconds() + " s; it goes on by itself. "
                                    + "`./parley webhook test` says how the endpoint answers, `./parley logs connect` the rest.");
                    return FAILED;
                }
            }
            System.out.println("All that was posted before has been posted again.");
            return 0;
        }

        private static long left(Map<Integer, Long> committed, Map<Integer, Moved> moves) {
            return moves.entrySet().stream()
                    .mapToLong(move -> {
                        Moved moved = move.getValue();
                        long at = committed.getOrDefault(move.getKey(), moved.to());
                        return Math.max(0, moved.from() - Math.max(at, moved.to()));
                    })
                    .sum();
        }
    }
}
