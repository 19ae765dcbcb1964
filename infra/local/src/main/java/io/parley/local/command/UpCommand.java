package io.parley.local.command;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.part.Kind;
import io.parley.local.run.Fitness;
import io.parley.local.run.Instance;
import io.parley.local.run.Shape;
import io.parley.settings.Environment;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts every part and stays to keep them running. */
@Command(name = "up", description = "Starts every part, and says where they are once the page is usable.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--detach",
            description = "Leave them running in the background, and come back when the page is usable.")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the page and of edge-1. Default: 8080")
    private int port = 8080;

    @Option(names = "--edges", paramLabel = "N", defaultValue = "1", description = "How many edges. Default: 1")
    private int edges = 1;

    @Option(
            names = "--topologies",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many instances of the topologies. Default: 1")
    private int topologies = 1;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of a new data folder, for ever: partitions of the world. Default: 1")
    private int shards;

    @Option(names = "--parts", hidden = true, split = ",", description = "Only these kinds of parts.")
    private Set<Kind> kinds = EnumSet.allOf(Kind.class);

    @Override
    public Integer call() throws Exception {
        requireSense();
        DataFolder folder = data.folder();
        Optional<RunState> running = RunState.read(folder).filter(RunState::supervised);
        if (running.isPresent()) {
            return tellRunning(folder, running.get());
        }
        Map<String, String> given = given();
        KnownSettings.require(given);
        if (detach) {
            return new Background(folder).start(new String[] {
                "up",
                "--data",
                folder.root().toString(),
                "--port",
                "" + port,
                "--edges",
                "" + edges,
                "--topologies",
                "" + topologies,
                "--shards",
                "" + shards,
                "--parts",
                kinds.stream().map(Kind::name).collect(Collectors.joining(","))
            });
        }
        return inFront(folder, given);
    }

    private void requireSense() {
        if (edges < 1 || topologies < 1 || shards < 0 || port < 0 || port > 65_535) {
            throw new Trouble(
                    "--edges and --topologies are at least 1, --shards too, and --port is a port.",
                    "`./parley help up` says more.");
        }
    }

    private static Map<String, String> given() {
        Map<String, String> given = new TreeMap<>(System.getenv());
        given.keySet().removeIf(name -> !name.startsWith(Environment.PREFIX));
        return given;
    }

    private int inFront(DataFolder folder, Map<String, String> given) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Console console = new Console(System.out);
        Fitness.requireMemory(LocalSettings.of(given).getInt(LocalSettings.MEMORY_MINIMUM));
        var shape = new Shape(edges, topologies, shards, port, kinds);
        Optional<Instance> opened = Instance.open(folder, shape, given, System.getenv(), console);
        if (opened.isEmpty()) {
            return tellRunning(folder, RunState.read(folder).orElseThrow());
        }
        Instance instance = opened.get();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            instance.close();
                            ended.countDown();
                        },
                        "end"));
        instance.start();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        console.say(String.format(java.util.Locale.ROOT, "Parley is up after %.1f s.", took.toMillis() / 1000.0));
        tell(folder, RunState.read(folder).orElseThrow());
        ended.await();
        return 0;
    }

    private int tellRunning(DataFolder folder, RunState state) {
        System.out.println(
                "Parley runs already on " + folder.root() + (state.ready() ? "." : ", and is still starting."));
        tell(folder, state);
        return 0;
    }

    private void tell(DataFolder folder, RunState state) {
        boolean isDefault =
                folder.equals(new DataFolder(java.nio.file.Path.of(System.getProperty("parley.data", "data"))));
        Banner.lines(state, folder, isDefault).forEach(System.out::println);
    }
}
