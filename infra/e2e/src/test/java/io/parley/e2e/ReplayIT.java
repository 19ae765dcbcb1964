package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.stores.Stores;
import io.parley.local.part.Site;
import io.parley.local.provision.Http;
import io.parley.replay.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is read once more: into files, and into stores beside the living ones. */
@Order(8)
class ReplayIT {
    /** What nobody says in any test: those before have talked in the same log. */
    private static final String OTHER_PREVIEW = "as no preview ever was";

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void end() {
        play.close();
    }

    @Test
    void an_export_holds_what_happened_in_the_span_and_nothing_else() throws Exception {
        String chat = ann.direct(bob);
        say(chat, "before");
        JsonNode first = say(chat, "first");
        say(chat, "second");
        JsonNode after = say(chat, "after");
        String[] span = {
            "--from",
            first.path("created_at").asText(),
            "--to",
            after.path("created_at").asText()
        };

        for (String format : new String[] {"jsonl", "avro", "parquet"}) {
            Run run = run(command("export", "chat.messages", "--format", format, "--out", file(format)), span);

            assertThat(run.code()).as(run.text()).isZero();
            assertThat(run.text()).contains("Reading ", " records were written");
            assertThat(folder.resolve("out." + format)).isNotEmptyFile();
        }

        List<String> contents = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out.jsonl"))) {
            JsonNode record = Json.parse(line);
            if (record.path("key").asText().equals(chat)) {
                contents.add(record.at("/value/fact/Message/content").asText());
            }
        }
        assertThat(contents).containsExactly("first", "second");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("and no half of a file").hasSize(3);
        }
    }

    @Test
    void an_export_that_cannot_be_is_refused_in_a_sentence() throws Exception {
        Files.writeString(folder.resolve("out.jsonl"), "mine");

        assertThat(run(command("export", "chat.messages", "--out", file("jsonl"))))
                .isEqualTo(new Run(
                        1,
                        folder.resolve("out.jsonl") + " is there already.\n"
                                + "Name another file with --out FILE, or move this one away.\n"));
        assertThat(run(command("export", "chat.message")).text()).contains("no topic chat.message", "chat.messages");
        assertThat(run(command("export", "talk.dead-letters")).text()).contains("./parley dlq");
        assertThat(run(command("export", "chat.messages", "--from", "yesterday"))
                        .text())
                .contains("--from yesterday is no time");
        assertThat(run(command("export", "chat.messages", "--from", "now")).text())
                .contains("is not before --to");
        assertThat(folder.resolve("out.jsonl")).hasContent("mine");
    }

    @Test
    void tables_that_part_from_the_log_are_found_and_made_again() throws Exception {
        String chat = ann.direct(bob);
        JsonNode said = say(chat, "the truth");
        try (CqlSession session = session()) {
            session.execute(
                    "UPDATE messages SET content = 'a lie' WHERE chat_id = ? AND bucket = 0 AND msg_id = ?",
                    chat,
                    UUID.fromString(said.path("msg_id").asText()));
            session.execute("INSERT INTO marks (chat_id, user_id) VALUES (?, 'nobody')", chat);
        }

        Run rebuilt = run(command("rebuild", "cassandra", "--patience", "1s"));

        assertThat(rebuilt.code()).as(rebuilt.text()).isZero();
        assertThat(rebuilt.text())
                .containsPattern("messages .* 0 only live, 0 only in the copy, 1 with another content")
                .containsPattern("marks .* 1 only live, 0 only in the copy, 0 with another content")
                .containsPattern("users .* same")
                .contains("What differs is replaced", "The Cassandra store is what the log says.");
        Stores.equalTheLog(cluster);
        assertThat(ann.get("chats/" + chat + "/messages").toString())
                .contains("the truth")
                .doesNotContain("a lie");
        try (CqlSession session = session()) {
            assertThat(session.execute("SELECT keyspace_name FROM system_schema.keyspaces").all().stream()
                            .map(row -> row.getString("keyspace_name")))
                    .doesNotContain("parley_rebuild");
        }
        assertThat(connectors()).doesNotContain("rebuild");
    }

    @Test
    void a_cache_that_parts_from_the_log_changes_places_with_its_copy() throws Exception {
        String chat = ann.direct(bob);
        say(chat, "count me");
        redis(client -> client.hset("unread:{" + bob.id() + "}", chat, "4711"));

        Run verified = run(command("rebuild", "redis", "--verify", "--patience", "1s"));

        assertThat(verified.code()).as(verified.text()).isEqualTo(1);
        assertThat(verified.text()).contains("1 with another content", "unread:{" + bob.id() + "}");
        redis(client -> assertThat(client.hget("unread:{" + bob.id() + "}", chat))
                .as("to verify changes nothing")
                .isEqualTo("4711"));

        Run rebuilt = run(command("rebuild", "redis", "--patience", "1s"));

        assertThat(rebuilt.code()).as(rebuilt.text()).isZero();
        Stores.equalTheLog(cluster);
        say(chat, "and on it goes");
        Stores.equalTheLog(cluster);
        redis(client -> {
            client.select(1);
            assertThat(client.dbsize()).as("nothing stays of the copy").isZero();
        });
        assertThat(connectors()).doesNotContain("rebuild");
    }

    @Test
    void talk_decides_again_what_it_decided_but_for_what_another_topology_would_and_nothing_living_hears_of_it()
            throws Exception {
        String chat = ann.group("Shadow", List.of(bob));
        say(chat, "the preview");
        ann.call("PATCH", "chats/" + chat, Json.of("{'name':'Shadows'}"));
        bob.call("PUT", "users/me", Json.of("{'name':'Bob'}"));
        ann.call("DELETE", "chats/" + chat + "/members/" + bob.id(), null);
        Living before = Living.atRest(cluster);
        String other = OtherTopology.that_previews(OTHER_PREVIEW, folder).toString();

        Run run = run(command("replay", "--shadow", "--topology", other, "--out", file("jsonl")));

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        String kinds = "(?m)^(chat|user)\\.\\S+ \\S+ +(\\d+) +(\\d+) +(\\d+) +(\\d+)$";
        assertThat(Pattern.compile(kinds).matcher(run.text()).results().map(MatchResult::group))
                .as(run.text())
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line)
                        .matches(
                                line.startsWith("user.changes message ")
                                        ? ".* +0 +[1-9][0-9]* +0 +0"
                                        : ".* +[1-9][0-9]* +0 +0 +0"));
        assertThat(said(chat)).hasSizeGreaterThan(1).allSatisfy(different -> {
            assertThat(different.path("how").asText()).isEqualTo("changed");
            assertThat(different.at("/now/change/ChatChange/preview").asText()).isEqualTo(OTHER_PREVIEW);
        });
        assertThat(said(chat).get(0).at("/then/change/ChatChange/last_message").asText())
                .as("ids are made from stamps, so they are the same to the millisecond")
                .isEqualTo(said(chat)
                        .get(0)
                        .at("/now/change/ChatChange/last_message")
                        .asText());
        assertThat(said(chat).toString()).contains("the preview");
        assertThat(Living.atRest(cluster)).isEqualTo(before);
    }

    /** What differs in a chat, as the file has it. */
    private List<JsonNode> said(String chat) throws IOException {
        return Files.readAllLines(folder.resolve("out.jsonl")).stream()
                .<JsonNode>map(Json::parse)
                .filter(line -> line.path("chat").asText().equals(chat))
                .toList();
    }

    private JsonNode say(String chat, String words) {
        return ann.call(
                        "POST",
                        "chats/" + chat + "/messages",
                        Json.of("{'content':'%s','client_msg_id':'%s'}", words, play.unique("said")))
                .body();
    }

    private String connectors() throws Exception {
        return new Http()
                .send("GET", cluster.stack().connect() + "/connectors", "")
                .body();
    }

    private CqlSession session() {
        String[] address = cluster.address("cassandra").split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(Site.DATACENTER)
                .withKeyspace(Site.KEYSPACE)
                .build();
    }

    private void redis(Consumer<RedisCommands<String, String>> what) {
        RedisClient client = RedisClient.create(cluster.address("redis"));
        try {
            what.accept(client.connect().sync());
        } finally {
            client.shutdown();
        }
    }

    private String file(String format) {
        return folder.resolve("out." + format).toString();
    }

    /** What a command ended with, and all that it said. */
    private record Run(int code, String text) {}

    private String[] command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--data");
        all.add(cluster.stack().folder().toString());
        return all.toArray(String[]::new);
    }

    private static Run run(String[] command, String... more) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int code = Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
        writer.flush();
        return new Run(code, text.toString());
    }
}
