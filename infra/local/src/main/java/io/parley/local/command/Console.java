package io.parley.local.command;

import io.parley.local.run.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress as lines on a terminal. */
final class Console implements Progress {
    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void done(String what, String how, Duration took) {
        out.println(line(what, how, took));
    }

    static String line(String what, String how, Duration took) {
        return String.format(Locale.ROOT, "  %-12s %-6s %6.1f s", what, how, took.toMillis() / 1000.0);
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
    }
}
