package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web page of others over the log, started by the line of docs/replay.md, with Confluent's deserializer in it. */
@Order(8)
class KafdropIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GIVEN = "kafdrop.jar";
    private static final String VARIABLE = "KAFDROP_JAR";
    /** The home of the Java that runs it, where that is another than the test's. */
    private static final String JAVA = "kafdrop.java.home";

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private Optional<Process> kafdrop = Optional.empty();
    private URI page = URI.create("http://127.0.0.1");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        String jar = System.getProperty(GIVEN, System.getenv().getOrDefault(VARIABLE, ""));
        assumeTrue(
                Files.isReadable(Path.of(jar)) && !jar.isEmpty(),
                "no jar of Kafdrop is given, by -D" + GIVEN + "=FILE or " + VARIABLE);
        int port = freePort();
        page = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + Page.block("kafdrop"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Path java = Path.of(System.getProperty(JAVA, System.getProperty("java.home")), "bin");
        builder.environment().merge("PATH", java.toString(), (path, first) -> first + File.pathSeparator + path);
        builder.environment().put("KAFDROP", Path.of(jar).toAbsolutePath().toString());
        builder.environment().put("KAFKA", cluster.address("kafka"));
        builder.environment().put("REGISTRY", cluster.address("registry"));
        builder.environment().put("PORT", Integer.toString(port));
        kafdrop = Optional.of(builder.start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (kafdrop.isPresent()) {
            kafdrop.get().destroy();
            kafdrop.get().waitFor(30, TimeUnit.SECONDS);
        }
        play.close();
    }

    @Test
    void it_lists_our_topics_shows_what_was_said_by_our_schemas_and_who_reads() throws Exception {
        Person ann = play.person("ann");
        Device laptop = ann.device("laptop").connect(0);
        String chat = ann.direct(play.person("bob"));
        laptop.expectAck(laptop.send(chat, "for kafdrop"));

        JsonNode topics = await(
                "topic", all -> any(all, topic -> topic.path("name").asText().equals("chat.messages")));
        assertThat(topics).extracting(topic -> topic.path("name").asText()).contains("chat.raw", "user.keys");

        JsonNode partition = get("topic/chat.messages/messages").orElseThrow().get(0);
        long end = partition.path("lastOffset").asLong();
        long from = Math.max(0, end - 100);
        String newest =
                "topic/chat.messages/messages?partition=0&count=100&format=AVRO&keyFormat=DEFAULT&isAnyProto=false"
                        + "&offset=" + from;
        JsonNode messages = await(
                newest,
                all -> any(all, message -> message.path("message").asText().contains("for kafdrop")));
        JsonNode said = StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("message").asText().contains("for kafdrop"))
                .findFirst()
                .orElseThrow();
        assertThat(said.path("key").asText()).isEqualTo(chat);
        assertThat(said.path("message").asText()).contains("\"msg_type\"", ann.id());

        JsonNode readers = await("topic/chat.messages/consumers", all -> !all.isEmpty());
        assertThat(readers)
                .extracting(reader -> reader.path("groupId").asText())
                .contains("connect-cassandra-sink");
    }

    private static boolean any(JsonNode all, Predicate<JsonNode> wanted) {
        return StreamSupport.stream(all.spliterator(), false).anyMatch(wanted);
    }

    private JsonNode await(String path, Predicate<JsonNode> condition) throws Exception {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        Optional<JsonNode> seen = get(path);
        while (seen.filter(condition).isEmpty()) {
            assertThat(System.nanoTime())
                    .as(path + ": " + seen + "\n" + Files.readString(folder.resolve("log")))
                    .isLessThan(deadline);
            assertThat(kafdrop.filter(Process::isAlive))
                    .as(Files.readString(folder.resolve("log")))
                    .isPresent();
            Play.pause();
            seen = get(path);
        }
        return seen.orElseThrow();
    }

    /** Empty while it does not answer, or not well. */
    private Optional<JsonNode> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("/" + path))
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = play.http().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
