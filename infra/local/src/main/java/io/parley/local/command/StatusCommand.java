package io.parley.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Json;
import io.parley.local.data.RunState;
import io.parley.local.part.Kind;
import io.parley.local.process.ProcessRef;
import io.parley.local.process.Procfs;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs. */
@Command(name = "status", description = "Says what runs, and since when. Exit code 3 when the instance is not running.")
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.folder();
        RunState state = RunState.read(folder).orElse(new RunState(null, false, null, null, null));
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(describe(state)));
        } else {
            print(folder, state);
        }
        return state.supervised() ? 0 : NOT_RUNNING;
    }

    private static ObjectNode describe(RunState state) {
        ObjectNode root = Json.MAPPER.createObjectNode().put("url", state.url());
        ArrayNode parts = root.putArray("parts");
        for (RunState.Entry part : state.parts()) {
            ProcessRef process = part.process();
            ObjectNode node = parts.addObject().put("name", part.name());
            node.put("pid", process == null ? null : process.pid());
            node.put("state", stateOf(state, part)).put("port", part.port());
            node.put("uptime_s", uptime(part).toSeconds()).put("rss_mib", rss(part));
            if (Kind.ofPart(part.name()).filter(kind -> kind == Kind.EDGE).isPresent()) {
                node.put("url", part.url());
            }
        }
        return root;
    }

    private static void print(DataFolder folder, RunState state) {
        if (!state.supervised()) {
            System.out.println("Parley does not run on " + folder.root() + ".");
            return;
        }
        System.out.println(state.url() == null ? "Parley runs." : "Parley is at " + state.url());
        System.out.printf("  %-12s %-11s %8s %6s %9s %8s  %s%n", "part", "state", "pid", "port", "up", "MiB", "");
        long total = 0;
        for (RunState.Entry part : state.parts()) {
            ProcessRef process = part.process();
            total += rss(part);
            System.out.printf(
                    Locale.ROOT,
                    "  %-12s %-11s %8s %6d %8ds %8d  %s%n",
                    part.name(),
                    stateOf(state, part),
                    process == null ? "-" : process.pid(),
                    part.port(),
                    uptime(part).toSeconds(),
                    rss(part),
                    part.restarts() == 0 ? "" : "started again " + part.restarts() + " times: " + part.note());
        }
        System.out.printf(Locale.ROOT, "  %-12s %48d%n", "together", total);
    }

    /** What the file says, unless the process it names is gone and nobody watches. */
    private static String stateOf(RunState state, RunState.Entry part) {
        boolean alive =
                Optional.ofNullable(part.process()).filter(ProcessRef::alive).isPresent();
        if (state.supervised()) {
            return part.state();
        }
        return alive ? "orphaned" : "stopped";
    }

    private static Duration uptime(RunState.Entry part) {
        return Optional.ofNullable(part.process())
                .flatMap(ProcessRef::handle)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }

    private static long rss(RunState.Entry part) {
        ProcessRef process = part.process();
        return process != null && process.alive() ? Procfs.rssMib(process.pid()).orElse(0) : 0;
    }
}
