package io.parley.local.command;

import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.process.ChildProcess;
import io.parley.local.process.LogFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The launcher once more, behind: it outlives this process and its terminal. What it prints is printed here too. */
final class Background {
    private static final long LOOK_MS = 100;
    /** The mark stands within so many of the last bytes, as nothing was printed yet but by the new launcher. */
    private static final int MARK_BYTES = 4_096;

    private final DataFolder folder;
    private final Path log;

    Background(DataFolder folder) {
        this.folder = folder;
        this.log = folder.log("launcher");
    }

    int start(String[] arguments) throws IOException, InterruptedException {
        requireUsable();
        ChildProcess child = ChildProcess.start(
                command(arguments), System.getenv(), Path.of("").toAbsolutePath(), log);
        try (var output = new RandomAccessFile(log.toFile(), "r")) {
            seekToStart(output);
            while (child.alive() && !isReady(child)) {
                copy(output);
                Thread.sleep(LOOK_MS);
            }
            Thread.sleep(LOOK_MS);
            copy(output);
        }
        return child.alive() ? 0 : 1;
    }

    /** Says why a folder cannot be used before a log is put into it, which may be somebody else's. */
    private void requireUsable() throws IOException {
        if (Files.exists(folder.root())) {
            folder.requireOurs();
        }
        Files.createDirectories(folder.logs());
    }

    /** Behind the mark of this start: what is above it was another's. */
    private static void seekToStart(RandomAccessFile output) throws IOException {
        long from = Math.max(0, output.length() - MARK_BYTES);
        output.seek(from);
        String line = output.readLine();
        long start = from;
        while (line != null) {
            if (line.startsWith(LogFile.START)) {
                start = output.getFilePointer();
            }
            line = output.readLine();
        }
        output.seek(start);
    }

    private boolean isReady(ChildProcess child) {
        return RunState.read(folder)
                .filter(RunState::ready)
                .filter(state -> child.ref().equals(state.supervisor()))
                .isPresent();
    }

    private static void copy(RandomAccessFile output) throws IOException {
        var bytes = new byte[(int) (output.length() - output.getFilePointer())];
        output.readFully(bytes);
        System.out.print(new String(bytes, StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static List<String> command(String[] arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.parley.local.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
