package io.parley.local.process;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process by its id and the moment it started, so that an id which the system has given to somebody else meanwhile is
 * never taken for ours.
 */
public record ProcessRef(long pid, long started) {

    public static ProcessRef of(ProcessHandle handle) {
        return new ProcessRef(handle.pid(), started(handle).orElse(-1));
    }

    public static ProcessRef self() {
        return of(ProcessHandle.current());
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** The process, while it lives and is the one that was meant. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started(handle).orElse(-1) == started);
    }

    /** Clock ticks since the machine booted where the kernel tells them (they never change), else milliseconds. */
    private static OptionalLong started(ProcessHandle handle) {
        OptionalLong ticks = Procfs.startTicks(handle.pid());
        if (ticks.isPresent()) {
            return ticks;
        }
        return handle.info()
                .startInstant()
                .map(instant -> OptionalLong.of(instant.toEpochMilli()))
                .orElse(OptionalLong.empty());
    }
}
