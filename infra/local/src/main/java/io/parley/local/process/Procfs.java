package io.parley.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells of processes in {@code /proc}; elsewhere every question has the empty answer. */
public final class Procfs {
    private static final Path ROOT = Path.of("/proc");
    /** Place of a process's start time behind its name in {@code /proc/PID/stat}. */
    private static final int START_TIME = 19;

    private static final int KIB_PER_MIB = 1024;

    private Procfs() {}

    static OptionalLong startTicks(long pid) {
        return read(pid, "stat").map(Procfs::startTicksOf).orElse(OptionalLong.empty());
    }

    static OptionalLong startTicksOf(String stat) {
        // The name in brackets may hold anything, blanks and brackets too: fields are counted behind its end.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return fields.length > START_TIME ? OptionalLong.of(Long.parseLong(fields[START_TIME])) : OptionalLong.empty();
    }

    /** Memory that a process holds now, in MiB. */
    public static OptionalLong rssMib(long pid) {
        return read(pid, "status").map(status -> kib(status, "VmRSS:")).orElse(OptionalLong.empty());
    }

    /** Memory that new processes can have, in MiB. */
    public static OptionalLong availableMib() {
        return text(ROOT.resolve("meminfo"))
                .map(info -> kib(info, "MemAvailable:"))
                .orElse(OptionalLong.empty());
    }

    static OptionalLong kib(String text, String field) {
        return text.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(
                        line -> Long.parseLong(line.substring(field.length()).replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                .findFirst();
    }

    /** The processes whose command line holds this text. */
    public static List<ProcessHandle> withCommandLine(String text) {
        List<ProcessHandle> found = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .filter(handle -> read(handle.pid(), "cmdline").orElse("").contains(text))
                .forEach(found::add);
        return found;
    }

    public static String commandLine(long pid) {
        return read(pid, "cmdline").orElse("").replace('\0', ' ').trim();
    }

    /** Who listens on a port of loopback or of all addresses. */
    public static Optional<ProcessHandle> listener(int port) {
        List<String> inodes = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            text(ROOT.resolve(table)).ifPresent(rows -> inodes.addAll(listeningInodes(rows, port)));
        }
        return inodes.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(handle -> holds(handle.pid(), inodes))
                        .findFirst();
    }

    static List<String> listeningInodes(String table, int port) {
        String end = String.format(":%04X", port);
        return table.lines()
                .skip(1)
                .map(row -> row.trim().split("\\s+"))
                .filter(row -> row.length > 9 && row[1].endsWith(end) && row[3].equals("0A"))
                .map(row -> row[9])
                .toList();
    }

    private static boolean holds(long pid, List<String> inodes) {
        try (Stream<Path> files = Files.list(ROOT.resolve(pid + "/fd"))) {
            return files.anyMatch(file -> isSocket(file, inodes));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isSocket(Path file, List<String> inodes) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return inodes.stream().anyMatch(inode -> target.equals("socket:[" + inode + "]"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> read(long pid, String file) {
        return text(ROOT.resolve(pid + "/" + file));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
