package io.parley.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** CPU seconds that each part has used so far, from {@code /proc/PID/stat}; empty where there is no such thing. */
final class CpuMeter {

    /** Clock ticks a second: what Linux reports to user space on every architecture that we know. */
    private static final double TICKS = 100;

    /** As HotSpot names its compilers' threads. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");

    private final Map<String, Long> pids;

    CpuMeter(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
        this.pids.put("load", ProcessHandle.current().pid());
    }

    Map<String, Cpu> read() {
        Map<String, Cpu> seconds = new LinkedHashMap<>();
        pids.forEach((part, pid) -> {
            try {
                seconds.put(part, read(Path.of("/proc", Long.toString(pid))));
            } catch (IOException e) {
                // The part is gone, or this is no Linux: nothing to tell.
            }
        });
        return seconds;
    }

    /** Of the folder of a process, whose {@code task} has one for each of its threads. */
    static Cpu read(Path process) throws IOException {
        double compilers = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                compilers += ofCompiler(thread);
            }
        }
        return new Cpu(parse(Files.readString(process.resolve("stat"))), compilers);
    }

    private static double ofCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return COMPILER.matcher(name(stat)).matches() ? parse(stat) : 0;
        } catch (IOException e) {
            // The thread ended meanwhile.
            return 0;
        }
    }

    /** Of a process or a thread; it may hold anything. */
    private static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    /** User and system time. */
    static double parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
