package io.parley.e2e.bugs;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * The wall clock as one part's Kafka clients and Kafka Streams read it: a file says how far it is off, and the one method
 * by which all of them ask for it is rewritten as the part starts. Monotonic time stays as it is, as when somebody sets
 * the clock of a machine.
 */
public final class WallClock {
    private static final String KAFKAS_CLOCK = "org.apache.kafka.common.utils.SystemTime";
    private static final long LOOK_MS = 100;

    /** Read by the rewritten method. */
    @SuppressWarnings("PublicField") // The code that reads it stands in another's class.
    public static volatile long aheadMs;

    private final Path file;

    private WallClock(Path file) {
        this.file = file;
    }

    /** The clock of a part of the instance in this folder; the file lies beside it. */
    public static WallClock of(Path folder, String part) {
        return new WallClock(folder.resolveSibling(folder.getFileName() + "-" + part + ".clock"));
    }

    /** Makes the clock right, and gives the option by which the part's JVM reads it. */
    public String option() {
        isOff(Duration.ZERO);
        return Planter.option(WallClock.class, file.toAbsolutePath().toString(), file.resolveSibling(""));
    }

    /** From now on it is so far ahead of the right time, or behind. */
    public void isOff(Duration ahead) {
        try {
            // Whole or not at all: the part reads it at any moment.
            Path next = Files.writeString(
                    file.resolveSibling(file.getFileName() + ".next"), Long.toString(ahead.toMillis()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs inside the part. */
    public static void premain(String file, Instrumentation instrumentation) {
        Path clock = Path.of(file);
        Thread reader = new Thread(() -> follow(clock), "wall-clock");
        reader.setDaemon(true);
        reader.start();
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .type(named(KAFKAS_CLOCK))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Off.class).on(named("milliseconds"))))
                .installOn(instrumentation);
    }

    private static void follow(Path clock) {
        try {
            while (true) {
                aheadMs = Long.parseLong(Files.readString(clock));
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (IOException e) {
            System.err.println("nobody says any more how far the clock is off: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static final class Off {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long millis) {
            millis += aheadMs;
        }
    }
}
