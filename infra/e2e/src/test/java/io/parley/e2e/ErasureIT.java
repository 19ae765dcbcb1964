package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.AvroJson;
import io.parley.client.Rest;
import io.parley.client.Tokens;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.stores.Raw;
import io.parley.local.command.TailCommand;
import io.parley.replay.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What people write is encrypted wherever it lies, and without its key it is nowhere. The second edge of this cluster
 * encrypts, the first does not, as before somebody switched it on.
 */
@Order(5)
class ErasureIT {
    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Raw raw = new Raw(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");

    /** One word that nobody else ever says, found whole in every place. */
    private final String phrase = ("quetzal" + play.unique("x")).replaceAll("[^a-z0-9]", "");

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void what_was_said_before_it_was_switched_on_stays_readable_and_what_is_said_since_is_in_no_topic() {
        Device old = ann.device("old").connect(0);
        Device phone = bob.device("phone").connect(1);
        String chat = ann.direct(bob);
        old.expectAck(old.send(chat, "plain" + phrase));
        Device sealed = ann.device("new").connect(1);
        sealed.expectAck(sealed.send(chat, "sealed" + phrase));

        phone.expectMessage("plain" + phrase);
        phone.expectMessage("sealed" + phrase);
        List<String> contents = await("both are shown", () -> contents(bob, chat), shown -> shown.size() == 2);
        assertThat(contents).containsExactly("sealed" + phrase, "plain" + phrase);
        assertThat(raw.topicsWith("plain" + phrase)).contains("chat.raw", "chat.messages");
        assertThat(raw.topicsWith("sealed" + phrase)).isEmpty();
        assertThat(raw.keysWith("sealed" + phrase)).isEmpty();
        assertThat(raw.tablesWith("sealed" + phrase)).isSubsetOf(Set.of("words"));
    }

    @Test
    void who_is_erased_has_never_said_anything() {
        Device laptop = ann.device("laptop").connect(1);
        Device phone = bob.device("phone").connect(0);
        bob.call("PUT", "devices/phone", Json.of("{'platform':'fcm','push_token':'t'}"));
        String pair = ann.direct(bob);
        String team = ann.group("Team", List.of(bob, cat));
        JsonNode first = laptop.expectAck(laptop.send(pair, "the first " + phrase));
        laptop.say(
                "{'type':'edit','chat_id':'%s','msg_id':'%s','content':'again %s','client_msg_id':'e1'}",
                pair, first.path("msg_id").asText(), phrase);
        laptop.expectAck("e1");
        laptop.say(
                "{'type':'message','chat_id':'%s','content':'to all %s','data':{'note':'%s'},'client_msg_id':'m2'}",
                team, phrase, phrase);
        laptop.expectAck("m2");
        String file = upload(ann, team, phrase + ".txt", "inside " + phrase);
        laptop.say(
                "{'type':'message','chat_id':'%s','msg_type':'file','file_id':'%s','client_msg_id':'m3'}", team, file);
        laptop.expectAck("m3");
        Device elsewhere = bob.device("tablet").connect(0);
        elsewhere.expectAck(elsewhere.send(pair, "bob's own words"));

        phone.expectMessage("to all " + phrase);
        await("it is found", () -> found(bob), results -> results == 2);
        await("the app's server hears it in plain", () -> cluster.receiver().ofChat(pair), events -> events.stream()
                .anyMatch(event -> event.data().path("content").asText().equals("again " + phrase)));
        assertThat(raw.topicsWith(phrase)).as("topics, before").isEmpty();
        assertThat(raw.keysWith(phrase)).as("Redis, before").isEmpty();
        assertThat(raw.tablesWith(phrase)).as("tables, before").isSubsetOf(Set.of("words"));
        assertThat(raw.filesWith(phrase)).isNotEmpty();

        assertThat(erase(ann)).isEqualTo(204);

        assertThat(laptop.awaitClose()).hasValue(4401);
        phone.expect("the deletion", frame -> Device.is(frame, "deleted"));
        await("all are shown as deleted", () -> bob.get("chats/" + pair + "/messages"), page -> said(page, ann)
                .allMatch(message -> message.has("deleted_at") && !message.has("content")));
        await("in the group too", () -> bob.get("chats/" + team + "/messages"), page -> said(page, ann)
                .allMatch(message -> message.has("deleted_at") && !message.has("content") && !message.has("file")));
        assertThat(contents(bob, pair)).containsExactly("bob's own words");
        await("nothing is found", () -> found(bob), results -> results == 0);
        await("no member of the group", () -> bob.get("chats/" + team), shown -> !shown.path("member_list")
                .toString()
                .contains(ann.id()));
        assertThat(ann.call("GET", "chats", null).status()).isEqualTo(401);
        assertThat(bob.call("GET", "chats/" + team + "/files/" + file, null).status())
                .isEqualTo(404);

        await("no table", () -> raw.tablesWith(phrase), Set::isEmpty);
        await("no file", () -> raw.filesWith(phrase), Set::isEmpty);
        assertThat(raw.topicsWith(phrase)).as("topics").isEmpty();
        assertThat(raw.keysWith(phrase)).as("Redis").isEmpty();
        assertThat(raw.topicsWith(Cluster.MASTER_KEY.substring("e2e:".length())))
                .isEmpty();
        assertThat(raw.topicsWith("only the tests know what this is")).isEmpty();
        assertThat(erase(ann)).as("once more").isEqualTo(204);
    }

    @Test
    void who_has_the_master_keys_takes_words_out_of_the_log_in_plain_and_sees_what_was_erased() throws IOException {
        String chat = ann.group("Team", List.of(bob, cat));
        Device annes = ann.device("phone").connect(1);
        annes.say(
                "{'type':'message','chat_id':'%s','content':'kept %s','data':{'note':'%s'},'client_msg_id':'k1'}",
                chat, phrase, phrase);
        annes.expectAck("k1");
        Device cats = cat.device("phone").connect(1);
        cats.expectAck(cats.send(chat, "gone " + phrase));
        assertThat(erase(cat)).isEqualTo(204);
        String keys =
                Files.writeString(folder.resolve("keys"), Cluster.MASTER_KEY).toString();

        for (String format : List.of("jsonl", "avro", "parquet")) {
            String out = folder.resolve("out." + format).toString();
            Run run = run(
                    Main.commandLine(),
                    "export",
                    "chat.messages",
                    "--format",
                    format,
                    "--out",
                    out,
                    "--decrypt",
                    "--keys",
                    keys);
            assertThat(run.code()).as(run.text()).isZero();
        }
        Run tail = run(
                new CommandLine(new TailCommand()),
                "chat.messages",
                "--from=beginning",
                "--once",
                "--json",
                "--chat",
                chat,
                "--decrypt",
                "--keys",
                keys);

        List<JsonNode> lines = parsed(Files.readString(folder.resolve("out.jsonl")));
        opened(said(lines, chat));
        opened(said(avro(folder.resolve("out.avro")), chat));
        opened(said(parsed(tail.text()), chat));
        assertThat(folder.resolve("out.parquet")).isNotEmptyFile();
    }

    /** What ann said is plain, and what cat said is empty and said to be. */
    private void opened(List<JsonNode> records) {
        assertThat(records).hasSize(2);
        JsonNode kept = records.get(0).at("/value/fact/Message");
        assertThat(kept.path("content").asText()).isEqualTo("kept " + phrase);
        assertThat(kept.path("data").asText()).isEqualTo("{\"note\":\"" + phrase + "\"}");
        assertThat(kept.has("key_id")).isFalse();
        assertThat(records.get(0).path("erased")).isEmpty();
        JsonNode gone = records.get(1).at("/value/fact/Message");
        assertThat(gone.path("content").asText("missing")).isEmpty();
        assertThat(gone.path("key_id").asText()).startsWith(cat.id() + "/");
        assertThat(records.get(1).path("erased")).extracting(JsonNode::asText).containsExactly("fact.content");
    }

    /** What ann and cat said there. */
    private List<JsonNode> said(List<JsonNode> records, String chat) {
        return records.stream()
                .filter(record -> record.path("key").asText().equals(chat))
                .filter(record -> Set.of(ann.id(), cat.id())
                        .contains(record.at("/value/fact/Message/sender").asText()))
                .filter(record ->
                        record.at("/value/fact/Message/msg_type").asText().equals("text"))
                .toList();
    }

    private static List<JsonNode> parsed(String lines) {
        return lines.lines().<JsonNode>map(Json::parse).toList();
    }

    private static List<JsonNode> avro(Path file) throws IOException {
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            List<JsonNode> records = new ArrayList<>();
            reader.forEach(record -> records.add(AvroJson.node(reader.getSchema(), record)));
            return records;
        }
    }

    @Test
    void without_its_master_key_no_word_is_taken_out_and_without_being_asked_for_it_is_ciphertext() throws IOException {
        Device phone = ann.device("phone").connect(1);
        String chat = ann.direct(bob);
        phone.expectAck(phone.send(chat, phrase));
        String other = Files.writeString(
                        folder.resolve("other"), "x:" + Base64.getEncoder().encodeToString(new byte[32]))
                .toString();
        String out = folder.resolve("out.jsonl").toString();

        Run refused = run(Main.commandLine(), "export", "chat.messages", "--out", out, "--decrypt", "--keys", other);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("A record cannot be opened", "--decrypt");
        assertThat(Path.of(out)).doesNotExist();

        Run plain = run(Main.commandLine(), "export", "chat.messages", "--out", out);
        assertThat(plain.code()).as(plain.text()).isZero();
        assertThat(Files.readString(Path.of(out))).contains(chat).doesNotContain(phrase, "\"erased\"");
    }

    private record Run(int code, String text) {}

    private Run run(CommandLine commands, String... words) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", cluster.stack().folder().toString()));
        int code = commands.setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
        writer.flush();
        return new Run(code, text.toString());
    }

    private static Stream<JsonNode> said(JsonNode page, Person by) {
        return StreamSupport.stream(page.path("messages").spliterator(), false)
                .filter(message -> message.path("sender").asText().equals(by.id()));
    }

    private static List<String> contents(Person who, String chat) {
        return who.get("chats/" + chat + "/messages").findValuesAsText("content");
    }

    private int found(Person who) {
        return who.get("search?q=" + phrase).path("results").size();
    }

    private int erase(Person who) {
        long expires = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
        String token =
                Tokens.hs256(cluster.secret(), Map.of("sub", play.unique("app"), "scope", "service", "exp", expires));
        Rest rest = new Rest(play.http(), cluster.edge(0), () -> token);
        return await("erased", () -> call(rest, "users/" + who.id()), status -> status != 503);
    }

    private static int call(Rest rest, String path) {
        try {
            return rest.call("DELETE", path, null).status();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String upload(Person who, String chat, String name, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        cluster.edge(0).resolve("/api/v1/chats/" + chat + "/files?name=" + name))
                .header("Authorization", "Bearer " + who.token())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = play.http().send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return Json.parse(answer.body()).path("file_id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static <T> T await(String what, Supplier<T> look, Predicate<T> condition) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        T seen = look.get();
        while (!condition.test(seen)) {
            assertThat(System.nanoTime()).as(what + ": " + seen).isLessThan(deadline);
            Play.pause();
            seen = look.get();
        }
        return seen;
    }
}
