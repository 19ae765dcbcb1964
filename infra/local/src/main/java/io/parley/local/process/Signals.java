package io.parley.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes, by the system's {@code kill}. */
public final class Signals {
    public static final String KILL = "KILL";
    public static final String STOP = "STOP";
    public static final String CONT = "CONT";
    private static final int WAIT_S = 5;

    private Signals() {}

    /** Sends it; nothing happens to a process that is gone. */
    public static void send(ProcessRef process, String signal) {
        if (!process.alive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(WAIT_S, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
