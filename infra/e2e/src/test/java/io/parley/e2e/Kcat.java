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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The program kcat, called as docs/replay.md says. */
public final class Kcat {
    private static final int WITH_SCRAM = 2_006_001;

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

    /** Before 2.6.1 librdkafka sends a nonce twice, which Kafka 4 takes for wrong credentials. */
    public static void requireScram() throws IOException, InterruptedException {
        requireThere();
        Process process =
                new ProcessBuilder("kcat", "-V").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher version = Pattern.compile("librdkafka (\\d+)\\.(\\d+)\\.(\\d+)").matcher(said);
        boolean can = version.find() && number(version) >= WITH_SCRAM;
        assumeTrue(
                can,
                "kcat's librdkafka cannot log in by SCRAM at Kafka 4, which 2.6.1 can: "
                        + said.lines().toList());
    }

    private static int number(MatchResult version) {
        return IntStream.rangeClosed(1, 3)
                .map(part -> Integer.parseInt(version.group(part)))
                .reduce(0, (number, part) -> number * 1_000 + part);
    }

    private static void requireThere() {
        for (String program : List.of("kcat", "curl")) {
            boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            assumeTrue(there, program + " is missing; `./parley test` installs it, or says how");
        }
    }
}
