package io.parley.e2e.torture;

import io.parley.e2e.play.Play;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No room is left for what a part keeps. A limit of the operating system on the size of the process's files stands for it,
 * which anybody may set on their own processes: each write that would make a file longer fails, as it does on a full disk.
 * What the launcher starts meanwhile finds no room either.
 */
record FullDisk(String part, Duration lasts) implements Fault {
    private static final Logger LOG = LoggerFactory.getLogger(FullDisk.class);
    private static final String NO_ROOM = "1:";
    private static final String ROOM = "unlimited:";

    @Override
    public String name() {
        return "disk:" + part;
    }

    @Override
    public String does() {
        return "no file of the part's process can grow, as on a full disk (by `prlimit`; without it the fault says so and does nothing)";
    }

    @Override
    public String undone() {
        return "there is room again; what has ended meanwhile is started again by the launcher";
    }

    @Override
    public String promise() {
        return "while the log has no room no ack comes, and what was acknowledged before stays; chats of a topology without room go on elsewhere, or wait; what REST reads may be 503 while the tables have none";
    }

    @Override
    public void strike(Ground ground) {
        long start = System.nanoTime();
        long limited = -1;
        do {
            OptionalLong pid = pid(ground);
            if (pid.isPresent() && pid.getAsLong() != limited) {
                limited = pid.getAsLong();
                limit(limited, NO_ROOM);
            }
            Play.pause();
        } while (System.nanoTime() - start < lasts.toNanos());
    }

    @Override
    public void undo(Ground ground) {
        pid(ground).ifPresent(pid -> limit(pid, ROOM));
        ground.stack().awaitReady(part);
    }

    private OptionalLong pid(Ground ground) {
        try {
            return OptionalLong.of(ground.stack().pid(part));
        } catch (IllegalStateException e) {
            // It has given up, and is not started again yet.
            return OptionalLong.empty();
        }
    }

    private void limit(long pid, String size) {
        try {
            Process prlimit = new ProcessBuilder(List.of("prlimit", "--pid", Long.toString(pid), "--fsize=" + size))
                    .inheritIO()
                    .start();
            if (prlimit.waitFor() != 0) {
                LOG.warn("{} has no limit of {} on its files: prlimit ended with {}", part, size, prlimit.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("{} does nothing here: {}", name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
