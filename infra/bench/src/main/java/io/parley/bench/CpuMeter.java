package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU seconds that each part has used so far, from {@code /proc/PID/stat}; empty where there is no such thing. */
final class CpuMeter {

    /** Clock ticks a second: what Linux reports to user space on every architecture that we know. */
    private static final double TICKS = 100;

    private final Map<String, Long> pids;

    CpuMeter(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
        this.pids.put("load", ProcessHandle.current().pid());
    }

    Map<String, Double> read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((part, pid) -> {
            try {
                seconds.put(part, parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
            } catch (IOException e) {
                // The part is gone, or this is no Linux: nothing to tell.
            }
        });
        return seconds;
    }

    /** User and system time, all threads; the name in brackets may hold anything. */
    static double parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
