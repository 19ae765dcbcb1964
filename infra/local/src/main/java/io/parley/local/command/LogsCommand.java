package io.parley.local.command;

import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.process.LogFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what parts print. */
@Command(name = "logs", description = "Shows the last lines of a part's log, or of all.")
public final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_MS = 200;

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description = "kafka, cassandra, …, edge-1, launcher. Default: all")
    private @Nullable String part;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines. Default: 40")
    private int lines = 40;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.folder();
        if (part == null) {
            for (Path log : all(folder)) {
                System.out.println("== " + log);
                LogFile.tail(log, lines).forEach(System.out::println);
            }
            return 0;
        }
        Path log = folder.log(part);
        if (!Files.exists(log)) {
            throw new Trouble("There is no log " + log + ".", "There are: " + names(folder) + ".");
        }
        LogFile.tail(log, lines).forEach(System.out::println);
        if (follow) {
            follow(log);
        }
        return 0;
    }

    private static void follow(Path log) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(file.length());
            while (!Thread.currentThread().isInterrupted()) {
                var bytes = new byte[(int) Math.min(file.length() - file.getFilePointer(), 1 << 16)];
                file.readFully(bytes);
                System.out.print(new String(bytes, StandardCharsets.UTF_8));
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private static List<Path> all(DataFolder folder) throws IOException {
        if (!Files.isDirectory(folder.logs())) {
            throw new Trouble("Nothing was ever started on " + folder.root() + ".", "`./parley up` starts it.");
        }
        try (Stream<Path> logs = Files.list(folder.logs())) {
            return logs.filter(log -> log.toString().endsWith(".log")).sorted().toList();
        }
    }

    private static String names(DataFolder folder) throws IOException {
        return String.join(
                ", ",
                all(folder).stream()
                        .map(log -> String.valueOf(log.getFileName()).replaceAll("\\.log$", ""))
                        .toList());
    }
}
