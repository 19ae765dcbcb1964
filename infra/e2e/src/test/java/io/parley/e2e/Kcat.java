package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program kcat, called as docs/replay.md says. */
final class Kcat {
    private static final Path PAGE = Path.of("../../docs/replay.md");

    private Kcat() {}

    /** The lines of the page that are commands. */
    static List<String> commands() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## kcat"));
        String opening = "```sh\n";
        int from = section.indexOf(opening) + opening.length();
        return section.substring(from, section.indexOf("```", from))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** What a line of a shell prints, which must end well. */
    static String run(String line, Map<String, String> variables) throws IOException, InterruptedException {
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
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
        assertThat(there)
                .as("kcat is missing; install it (Debian: apt-get install kcat), as ./parley test does")
                .isTrue();
    }
}
