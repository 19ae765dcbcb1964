package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.stores.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** docs/embed.md does what it says: its files are written as they stand, and its commands run in their order. */
@Order(7)
class EmbedIT {
    private static final Path PAGE = Path.of("../../docs/embed.md");

    /** Within the clients' workspace, where the SDK is found by its name. */
    private static final Path FOLDER = Path.of("../../clients/target/embed");

    private static final Pattern BOX = Pattern.compile("(?ms)^```(js|sh)\\n(.*?)^```$");
    private static final Pattern FILE_NAME = Pattern.compile("^// ([a-z.]+)");
    private static final int PATIENCE_SECONDS = 90;

    private final Cluster cluster = Cluster.withShards(1);

    @Test
    void what_stands_on_the_page_runs() throws Exception {
        Files.createDirectories(FOLDER);
        List<String> script = new ArrayList<>(List.of("set -eu", "trap 'kill $(jobs -p)' EXIT"));
        Matcher box = BOX.matcher(Files.readString(PAGE));
        while (box.find()) {
            if (box.group(1).equals("sh")) {
                script.add(box.group(2));
            } else {
                write(box.group(2));
            }
        }
        // Browsers have this by themselves, and so has Node from 22 on.
        Files.writeString(
                FOLDER.resolve("sockets.mjs"), "import WebSocket from 'ws';\nglobalThis.WebSocket ??= WebSocket;\n");
        Files.writeString(FOLDER.resolve("all.sh"), String.join("\n", script) + "\necho the end\n");

        Path said = FOLDER.resolve("all.log");
        ProcessBuilder bash = new ProcessBuilder("bash", "all.sh")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().put("PARLEY", cluster.edge(0).toString());
        bash.environment().put("PARLEY_SECRET", cluster.secret());
        bash.environment().put("PORT", "0");
        bash.environment().put("NODE_OPTIONS", "--import ./sockets.mjs");
        int port = freePort();
        bash.environment().put("HOOK_PORT", Integer.toString(port));
        bash.environment().put("WEBHOOK_SECRET", Receiver.SECRET);
        cluster.receiver().passOn(URI.create("http://127.0.0.1:" + port + "/hook"));
        Process process = bash.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();

        assertThat(ended).as(() -> "it goes on for ever: " + logs()).isTrue();
        assertThat(process.exitValue()).as(EmbedIT::logs).isZero();
        assertThat(Files.readString(said)).endsWith("the end\n");
    }

    @AfterEach
    void hearAlone() {
        cluster.receiver().passOn(null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void write(String file) throws IOException {
        Matcher name = FILE_NAME.matcher(file);
        assertThat(name.find())
                .as("a box of a file begins with its name: " + file)
                .isTrue();
        Files.writeString(FOLDER.resolve(name.group(1)), file);
    }

    private static String logs() {
        StringBuilder all = new StringBuilder();
        for (String log : List.of("all.log", "server.log", "page.log", "hook.log")) {
            Path file = FOLDER.resolve(log);
            try {
                all.append(Files.exists(file) ? log + ":\n" + Files.readString(file) : "");
            } catch (IOException e) {
                all.append(log).append(": ").append(e);
            }
        }
        return all.toString();
    }
}
