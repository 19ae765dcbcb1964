package io.parley.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts on kafkajs that the build has installed. */
final class Node {
    private static final Path FOLDER = Path.of(System.getProperty("js.folder", "target/js"));
    private static final long SECONDS = 90;

    private Node() {}

    /** The lines that the script prints, when it ends well and in time. */
    static List<String> run(String script, List<String> arguments, List<String> input)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "--max-old-space-size=128", script));
        command.addAll(arguments);
        Path output = FOLDER.resolve(script + ".out");
        Path errors = FOLDER.resolve(script + ".err");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : input) {
                stdin.write(line);
                stdin.newLine();
            }
        }
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(script + (ended ? " failed: " : " does not end: ") + Files.readString(errors));
        }
        return Files.readAllLines(output);
    }
}
