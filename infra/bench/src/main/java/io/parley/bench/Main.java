package io.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.client.wire.WireLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley bench}: runs the workloads that are named, prints a table of each, and keeps the figures as JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Open-loop load on a running instance (--data), or on a stack of its own.",
            "Latency counts from the moment a message was due."
        })
public final class Main implements Callable<Integer> {

    private static final List<Kind> FIRST = List.of(Kind.ONE_TO_ONE, Kind.GROUP);

    @Parameters(
            arity = "0..*",
            paramLabel = "WORKLOAD",
            description = "one-to-one, group, capacity, group-capacity, idle, storm, come-back, kill, chats, history, "
                    + "away; without one, the first two.")
    private List<Kind> kinds = new ArrayList<>(FIRST);

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of a running instance.")
    private @Nullable Path data;

    @Option(names = "--edges", description = "Of a stack of its own.", defaultValue = "1")
    private int edges;

    @Option(names = "--topologies", description = "Of a stack of its own.", defaultValue = "1")
    private int topologies;

    @Option(names = "--shards", description = "Of a stack of its own.", defaultValue = "1")
    private int shards;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of a stack of its own, as in docs/settings: talk.commit.interval.ms=20; as often as"
                            + " wanted.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the figures go.", defaultValue = "bench.json")
    private Path out = Path.of("bench.json");

    @Mixin
    private Options options = new Options();

    public static void main(String[] arguments) {
        int code = new CommandLine(new Main())
                .registerConverter(Kind.class, Kind::of)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ArrayNode results = new ObjectMapper().createArrayNode();
        long violations = 0;
        try (Target target = data == null ? Target.started(edges, topologies, shards, settings) : Target.running(data);
                WireLoop loop = new WireLoop("load")) {
            Bench bench = Bench.of(target, loop, options);
            for (Kind kind : kinds) {
                for (Outcome outcome : kind.row(options).run(bench)) {
                    System.out.println(outcome.table());
                    results.add(outcome.json());
                    violations += outcome.violations();
                }
            }
        }
        Files.writeString(out, results.toPrettyString());
        System.out.println("Figures kept in " + out.toAbsolutePath());
        return violations == 0 ? 0 : 1;
    }
}
