package io.parley.local.command;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.part.ClassPath;
import io.parley.local.part.Jdk;
import io.parley.local.part.Kind;
import io.parley.local.part.Probe;
import io.parley.local.process.ChildProcess;
import io.parley.local.process.Procfs;
import io.parley.local.process.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for what is missing or wrong. */
@Command(name = "doctor", description = "Checks tools, memory, disk, ports, and the health of each part.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long DISK_MIB = 2_048;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The page's port. Default: 8080")
    private int port = 8080;

    private boolean well = true;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.folder();
        LocalSettings settings = LocalSettings.of(System.getenv());
        check("java", () -> "JDK " + Runtime.version().feature() + " at " + Jdk.current());
        check("java 17", () -> "for Cassandra at " + Jdk.forCassandra(settings.getString(LocalSettings.JAVA17)));
        tool("mvn", "builds Parley", "maven");
        tool("node", "builds the page", "nodejs npm");
        tool("kill", "ends parts", "procps");
        check("memory", () -> memory(settings.getInt(LocalSettings.MEMORY_MINIMUM)));
        check("disk", () -> disk(folder));
        check(
                "data",
                () -> folder.exists()
                        ? folder.root() + ", " + folder.identity().shards() + " shards"
                        : folder.root() + " is new");
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            check(name, () -> "built, " + ClassPath.of(name).entries().size() + " jars");
        }
        Optional<RunState> running = RunState.read(folder).filter(RunState::supervised);
        running.ifPresentOrElse(
                state -> state.parts().forEach(this::health), () -> check("port " + port, this::portIsFree));
        System.out.println(well ? "All is well." : "See the lines with ✗.");
        return well ? 0 : 1;
    }

    private void check(String what, Supplier<String> look) {
        try {
            System.out.printf("  ✓ %-11s %s%n", what, look.get());
        } catch (Trouble e) {
            well = false;
            System.out.printf("  ✗ %-11s %s %s%n", what, e.getMessage(), e.wayOut());
        } catch (RuntimeException e) {
            well = false;
            System.out.printf("  ✗ %-11s %s%n", what, e.getMessage());
        }
    }

    private void tool(String name, String why, String debian) {
        check(name, () -> ChildProcess.onPath(name)
                .map(path -> path + ", " + why)
                .orElseThrow(() -> new Trouble(
                        "Not on the PATH; it " + why + ".", "Install it (Debian: apt-get install " + debian + ").")));
    }

    private static String memory(int minimum) {
        io.parley.local.run.Fitness.requireMemory(minimum);
        return Procfs.availableMib().isPresent() ? Procfs.availableMib().getAsLong() + " MiB free" : "unknown here";
    }

    private static String disk(DataFolder folder) {
        Path place = folder.root();
        while (!Files.exists(place)) {
            place = Optional.ofNullable(place.getParent()).orElse(Path.of("/"));
        }
        try {
            long mib = Files.getFileStore(place).getUsableSpace() >> 20;
            if (mib < DISK_MIB) {
                throw new Trouble(
                        "Only " + mib + " MiB are free at " + place + ".", "Make room, or take another --data DIR.");
            }
            return mib + " MiB free";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String portIsFree() {
        if (!Sockets.isFree(port)) {
            throw new Trouble(
                    "In use by "
                            + Procfs.listener(port)
                                    .map(handle -> "process " + handle.pid())
                                    .orElse("another process") + ".",
                    "Take another with --port N.");
        }
        return "free";
    }

    private void health(RunState.Entry part) {
        check(part.name(), () -> {
            if (!part.state().equals("running")) {
                throw new Trouble("It is " + part.state() + ".", "See `./parley logs " + part.name() + "`.");
            }
            if (!probe(part).ready()) {
                throw new Trouble("It runs and does not answer.", "See `./parley logs " + part.name() + "`.");
            }
            return "answers on port " + part.port()
                    + (part.restarts() == 0 ? "" : ", started again " + part.restarts() + " times");
        });
    }

    private static Probe probe(RunState.Entry part) {
        Kind kind = Kind.ofPart(part.name()).orElse(Kind.KAFKA);
        String http = "http://127.0.0.1:" + part.port();
        return switch (kind) {
            case EDGE, TOPOLOGY -> Probe.http(http + "/readyz");
            case CONNECT -> Probe.http(http + "/connectors");
            case REGISTRY -> Probe.http(http + "/apis/ccompat/v7/subjects");
            case REDIS -> Probe.redis(part.port());
            case KAFKA, CASSANDRA, S3 -> Probe.listens(part.port());
        };
    }
}
