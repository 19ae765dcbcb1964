package io.parley.observability;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' promtool: the one on the PATH, or the one that {@code ./parley test} has fetched. */
record Promtool(Path program) {
    private static final Path FETCHED = Path.of("..", "..", "target", "tools", "promtool");
    private static final long TIMEOUT_S = 60;

    record Answer(int status, String text) {}

    static Optional<Promtool> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, "promtool")),
                        Stream.of(FETCHED))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Promtool(program.toAbsolutePath()));
    }

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("promtool", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("promtool did not end within " + TIMEOUT_S + " s");
            }
            return new Answer(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }
}
