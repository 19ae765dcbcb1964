package io.parley.e2e.secured;

import io.parley.local.part.ClassPath;
import io.parley.local.part.Jdk;
import io.parley.local.part.Template;
import io.parley.local.process.ChildProcess;
import io.parley.local.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A process of the test, with its log. */
final class Program implements AutoCloseable {
    /** These say themselves how they log. */
    private static final Set<String> OURS = Set.of("edge", "topology");

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final Path log;

    private Program(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A part of Parley, or of what it stands on, as the launcher would start it; arguments that begin with - are Java's. */
    static Program java(Path folder, String part, String mainClass, Map<String, String> environment, String... more)
            throws IOException {
        ClassPath classPath = ClassPath.of(part);
        List<String> command = new ArrayList<>(List.of(
                Jdk.forCassandra("").resolve("bin/java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true"));
        if (!OURS.contains(part)) {
            Path logging = Files.createDirectories(folder).resolve("logback.xml");
            Files.writeString(logging, Template.read("logback.xml"));
            command.add("-Dlogback.configurationFile=" + logging);
        }
        List<String> arguments = List.of(more);
        arguments.stream().filter(argument -> argument.startsWith("-")).forEach(command::add);
        command.addAll(List.of("-cp", classPath.toString(), mainClass));
        arguments.stream().filter(argument -> !argument.startsWith("-")).forEach(command::add);
        return start(folder, command, environment);
    }

    static Program start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Map<String, String> whole = new TreeMap<>(System.getenv());
        whole.keySet().removeIf(name -> name.startsWith("PARLEY_"));
        whole.putAll(environment);
        Path log = Files.createDirectories(folder).resolve("log");
        return new Program(ChildProcess.start(command, whole, folder, log), log);
    }

    boolean isAlive() {
        return process.alive();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    void kill() {
        Signals.send(process.ref(), Signals.KILL);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.end(GRACE);
    }
}
