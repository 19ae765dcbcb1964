package io.parley.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of ours. It gets a session of its own, so that Ctrl-C in the terminal reaches the launcher alone, which then
 * ends its parts in their order.
 */
public final class ChildProcess {
    private static final Optional<Path> SETSID = onPath("setsid");
    private static final Duration KILL_WAIT = Duration.ofSeconds(5);

    private final Process process;
    private final ProcessRef ref;

    private ChildProcess(Process process) {
        this.process = process;
        this.ref = ProcessRef.of(process.toHandle());
    }

    /** Starts a command with exactly this environment; its output is appended to the log. */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        LogFile.begin(log);
        List<String> whole = new ArrayList<>();
        SETSID.ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    public ProcessRef ref() {
        return ref;
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end, and ends it when it has not after the grace time. True when it ended by itself. */
    public boolean end(Duration grace) throws InterruptedException {
        // One that is stopped would not hear the request.
        Signals.send(ref, Signals.CONT);
        process.destroy();
        if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly().waitFor(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    /** The executable of this name on the PATH. */
    public static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
