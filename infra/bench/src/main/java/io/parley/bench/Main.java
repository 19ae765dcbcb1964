package io.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.client.wire.WireLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley bench}: runs the workloads that are named, prints a table of each, and keeps the figures as JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Open-loop load on a running instance (--data), or on a stack of its own.",
            "Latency counts from the moment a message was due. Without a workload named, both run."
        })
public final class Main implements Callable<Integer> {

    /** What can be run. */
    enum Kind {
        ONE_TO_ONE,
        GROUP
    }

    @Parameters(arity = "0..*", paramLabel = "WORKLOAD", description = "one-to-one, group")
    private List<Kind> kinds = new ArrayList<>(List.of(Kind.ONE_TO_ONE, Kind.GROUP));

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of a running instance.")
    private @Nullable Path data;

    @Option(names = "--rate", description = "One-to-one messages a second.", defaultValue = "300")
    private double rate;

    @Option(names = "--pairs", description = "Pairs of users that talk one to one.", defaultValue = "100")
    private int pairs;

    @Option(names = "--group-rate", description = "Messages a second to all groups together.", defaultValue = "5")
    private double groupRate;

    @Option(names = "--size", description = "Members of a group, 2 to 500.", defaultValue = "500")
    private int size;

    @Option(names = "--groups", description = "How many groups.", defaultValue = "1")
    private int groups;

    @Option(
            names = "--receipts",
            negatable = true,
            fallbackValue = "true",
            defaultValue = "true",
            description = "One to one: every message is answered with delivered and read.")
    private boolean receipts;

    @Option(
            names = "--group-receipts",
            description = "Groups: every member answers every message with delivered and read.")
    private boolean groupReceipts;

    @Option(names = "--seconds", description = "How long is measured.", defaultValue = "60")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "Seconds before, from a tenth of the rate up to the whole; 120 for figures to publish.",
            defaultValue = "30")
    private int warmUp;

    @Option(names = "--edges", description = "Of a stack of its own.", defaultValue = "1")
    private int edges;

    @Option(names = "--topologies", description = "Of a stack of its own.", defaultValue = "1")
    private int topologies;

    @Option(names = "--shards", description = "Of a stack of its own.", defaultValue = "1")
    private int shards;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the figures go.", defaultValue = "bench.json")
    private Path out = Path.of("bench.json");

    public static void main(String[] arguments) {
        int code = new CommandLine(new Main())
                .registerConverter(Kind.class, Main::kind)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ArrayNode results = new ObjectMapper().createArrayNode();
        long violations = 0;
        try (Target target = data == null ? Target.started(edges, topologies, shards) : Target.running(data);
                WireLoop loop = new WireLoop("load")) {
            for (Kind kind : kinds) {
                Result result = run(target, loop, kind);
                System.out.println(result.table());
                results.add(result.json());
                violations += result.violations();
            }
        }
        Files.writeString(out, results.toPrettyString());
        System.out.println("Figures kept in " + out.toAbsolutePath());
        return violations == 0 ? 0 : 1;
    }

    private Result run(Target target, WireLoop loop, Kind kind) throws IOException, InterruptedException {
        String run = "b" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
        Duration warm = Duration.ofSeconds(warmUp);
        Duration measured = Duration.ofSeconds(seconds);
        return switch (kind) {
            case ONE_TO_ONE ->
                new Run(target, Workload.oneToOne(target, loop, pairs, receipts, run), new Pace(rate, warm, measured))
                        .measure();
            case GROUP ->
                new Run(
                                target,
                                Workload.groups(target, loop, groups, size, groupReceipts, run),
                                new Pace(groupRate, warm, measured))
                        .measure();
        };
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "one-to-one" -> Kind.ONE_TO_ONE;
            case "group" -> Kind.GROUP;
            default -> throw new CommandLine.TypeConversionException("not one-to-one or group: " + text);
        };
    }
}
