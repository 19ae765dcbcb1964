package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program kcat, called as docs/replay.md says. */
public final class Kcat {
    private Kcat() {}

    /** The lines of the page that are commands, of a block of it. */
    public static List<String> commands(String block) {
        return Page.block(block).lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** What a line of a shell prints, which must end well. */
    public static String run(String line, Map<String, String> variables) throws IOException, InterruptedException {
        requireThere();
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line + "\n" + printed).isZero();
        return printed;
    }

    private static void requireThere() {
        for (String program : List.of("kcat", "curl")) {
            boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            assumeTrue(there, program + " is missing; `./parley test` installs it, or says how");
        }
    }
}
