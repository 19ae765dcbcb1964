package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.local.data.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What stands in the README and in the guides of the SDKs runs as it stands, but for the address. */
@Order(7)
class GuidesIT {
    private static final Path HOME = Path.of("../..");
    private static final Path README = HOME.resolve("README.md");
    private static final Path JAVASCRIPT = HOME.resolve("clients/js/README.md");
    private static final Path JAVA = HOME.resolve("clients/java/README.md");

    /** Within the clients' workspace, where the SDK is found by its name. */
    private static final Path FOLDER = HOME.resolve("clients/target/guides");

    private static final Pattern BOX = Pattern.compile("(?ms)^```(js|sh|java)\\n(.*?)^```$");
    private static final Pattern FILE_NAME = Pattern.compile("^// ([A-Za-z.]+)");
    private static final int PATIENCE_SECONDS = 120;

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeRoom() throws IOException {
        if (Files.exists(FOLDER)) {
            Trees.delete(FOLDER);
        }
        Files.createDirectories(FOLDER);
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        play.close();
    }

    @Test
    void the_ten_lines_of_the_readme_send_once_however_often_they_run() throws Exception {
        String box = boxes(README, "sh").stream()
                .filter(lines -> lines.contains("curl"))
                .findFirst()
                .orElseThrow();
        Path parley = Files.writeString(
                FOLDER.resolve("parley"),
                "#!/bin/sh\n[ \"$1 $2\" = 'token alice' ] && echo "
                        + cluster.stack().token("alice") + "\n");
        assertThat(parley.toFile().setExecutable(true)).isTrue();
        Files.writeString(FOLDER.resolve("send.sh"), "set -eu\n" + box);

        run("bash", "send.sh");
        run("bash", "send.sh");

        Person bob = play.known("bob");
        assertThat(contentsWith("alice", bob)).containsOnlyOnce("Hello, Bob!");
    }

    @Test
    void the_bot_of_the_readme_is_that_of_the_javascript_guide_and_answers() throws Exception {
        String bot = boxes(JAVASCRIPT, "js").get(0);
        assertThat(boxes(README, "js")).containsExactly(bot);
        Files.writeString(FOLDER.resolve("bot.mjs"), bot);

        start("node", "bot.mjs");

        answers("echo");
    }

    @Test
    void every_other_program_of_the_javascript_guide_runs_to_its_end() throws Exception {
        for (Map.Entry<String, String> program : programs(JAVASCRIPT, "js").entrySet()) {
            run("node", program.getKey());
        }
    }

    @Test
    void the_bot_of_the_java_guide_answers() throws Exception {
        programs(JAVA, "java");

        start("java", "-cp", classPath(), "Bot.java", cluster.stack().token("echo"));

        answers("echo");
    }

    @Test
    void every_other_program_of_the_java_guide_runs_to_its_end() throws Exception {
        for (String program : programs(JAVA, "java").keySet()) {
            if (!program.equals("Bot.java")) {
                run("java", "-cp", classPath(), program, cluster.stack().token("alice"));
            }
        }
    }

    /** One asks until there is an answer: what is said before a bot has come for the first time is no event for it. */
    private void answers(String bot) {
        Person ann = play.person("ann");
        Device phone = ann.device("phone").connect(0);
        String chat = ann.direct(play.known(bot));
        String question = "is anybody there?";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (phone.frames().stream()
                .noneMatch(frame -> frame.path("content").asText().equals("You said: " + question))) {
            assertThat(System.nanoTime())
                    .as(() -> "no answer; the bot says " + said("bot.log"))
                    .isLessThan(deadline);
            phone.expectAck(phone.send(chat, question));
            Play.pause();
        }
    }

    private static String said(String log) {
        try {
            return Files.readString(FOLDER.resolve(log));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> contentsWith(String other, Person reader) {
        List<String> contents = new ArrayList<>();
        for (JsonNode chat : reader.chats(0)) {
            if (chat.path("peer").path("user").asText().equals(other)) {
                reader.get("chats/" + chat.path("chat_id").asText() + "/messages?limit=200")
                        .path("messages")
                        .forEach(message -> contents.add(message.path("content").asText()));
            }
        }
        return contents;
    }

    /** The boxes of a page that are programs by name, written where they run. */
    private Map<String, String> programs(Path page, String language) throws IOException {
        Map<String, String> programs = new LinkedHashMap<>();
        for (String box : boxes(page, language)) {
            Matcher name = FILE_NAME.matcher(box);
            if (name.find()) {
                programs.put(name.group(1), box);
                Files.writeString(FOLDER.resolve(name.group(1)), box);
            }
        }
        assertThat(programs).as("programs of " + page).isNotEmpty();
        return programs;
    }

    private List<String> boxes(Path page, String language) throws IOException {
        List<String> boxes = new ArrayList<>();
        Matcher box = BOX.matcher(Files.readString(page));
        while (box.find()) {
            if (box.group(1).equals(language)) {
                boxes.add(box.group(2)
                        .replace("http://127.0.0.1:8080", cluster.edge(0).toString()));
            }
        }
        return boxes;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path said = FOLDER.resolve("said.log");
        Process process = begin(said, command);
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(ended).as("%s goes on for ever", List.of(command)).isTrue();
        assertThat(process.exitValue())
                .as("%s says %s", command[command.length - 1], Files.readString(said))
                .isZero();
    }

    private void start(String... command) throws IOException {
        begin(FOLDER.resolve("bot.log"), command);
    }

    private Process begin(Path said, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** What this test runs with, which has the SDK and what it needs. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                File.pathSeparator,
                List.of(all.split(File.pathSeparator)).stream()
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                        .toList());
    }
}
