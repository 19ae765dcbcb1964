package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Ack;
import io.parley.avro.ChatCommand;
import io.parley.avro.FileRef;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.SamplePictures;
import io.parley.edge.store.Reached;
import io.parley.edge.store.Tenure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileCallsTest extends RestTest {
    private static final long UPTO = 9_000_000;
    private static final String NONE = "/files/" + "0".repeat(32);

    @BeforeEach
    void a_team_and_another() {
        tables.chat("gteam", false, UPTO, "ann", "bob");
        tables.chat("gother", false, UPTO, "ann", "bob");
        tables.userChat("ann", "gteam", true, null, new Reached(UPTO, UPTO, UPTO));
    }

    private JsonNode upload(String chat, String name, String content) {
        Answer answer = call("POST", "/chats/" + chat + "/files?name=" + name, content, "text/plain");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private Answer as(String user, String target) {
        caller = user;
        return get(target);
    }

    private static FileRef ref(JsonNode file) {
        return new FileRef(
                file.path("file_id").asText(),
                file.path("name").asText(),
                file.path("size").asLong(),
                file.path("content_type").asText(),
                null,
                null);
    }

    private static String path(String chat, JsonNode file) {
        return "/chats/" + chat + "/files/" + file.path("file_id").asText();
    }

    @Test
    void a_picture_is_uploaded_and_shown() {
        Answer answer =
                call("POST", "/chats/gteam/files?name=../a.html", SamplePictures.jpeg(640, 480, 6), "application/pdf");

        JsonNode file = answer.json();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(file.path("name").asText()).isEqualTo("a.jpg");
        assertThat(file.path("content_type").asText()).isEqualTo("image/jpeg");
        assertThat(file.path("width").asInt()).isEqualTo(480);
        assertThat(file.path("height").asInt()).isEqualTo(640);
        assertThat(file.path("url").asText()).contains("/files/chat-gteam/").contains("image%2Fjpeg");
        assertThat(file.path("thumbnail_url").asText()).contains("/thumbnails/chat-gteam/");
        assertThat(store.objects.get("files/chat-gteam/" + file.path("file_id").asText()))
                .hasSize(file.path("size").asInt());
    }

    @Test
    void what_a_browser_could_run_is_an_attachment() {
        JsonNode file = upload("gteam", "a.png", "<html><script>alert(1)</script></html>");

        assertThat(file.path("content_type").asText()).isEqualTo("text/html");
        assertThat(file.path("url").asText()).contains("type=application%2Foctet-stream", "disposition=attachment");
        assertThat(file.has("thumbnail_url")).isFalse();
        assertThat(file.has("width")).isFalse();
    }

    @Test
    void the_uploader_has_it_before_it_is_sent_and_nobody_else() {
        JsonNode file = upload("gteam", "a.txt", "hello");

        Answer own = get(path("gteam", file));
        Answer json = get(path("gteam", file) + "?format=json");

        assertThat(own.status()).isEqualTo(302);
        assertThat(own.headers().get("Location")).contains("/files/chat-gteam/");
        assertThat(own.json().isNull()).isTrue();
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().path("url").asText()).startsWith("http");
        assertThat(json.json().path("expires_at").asText()).endsWith("Z");
        assertProblem(as("bob", path("gteam", file)), 404, "no_such_file");
    }

    @Test
    void who_sees_a_message_with_it_has_it() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        tables.say("gteam", "ann", 2_000_000, 1, ref(file));

        assertThat(as("bob", path("gteam", file)).status()).isEqualTo(302);
        assertProblem(as("cat", path("gteam", file)), 404, "no_such_chat");
        assertProblem(as("bob", path("gother", file)), 404, "no_such_file");
        assertProblem(as("bob", path("gteam", file) + "?thumbnail=true"), 404, "no_such_file");
    }

    @Test
    void who_was_no_member_when_it_was_sent_has_it_not() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        tables.say("gteam", "ann", 2_000_000, 1, ref(file));
        tables.member("gteam", "bob", null, new Tenure(1_000, 3_000_000));
        tables.member("gteam", "cat", Role.MEMBER, new Tenure(3_000_000, Tenure.NEVER));

        assertProblem(as("bob", path("gteam", file)), 403, "not_a_member");
        assertProblem(as("cat", path("gteam", file)), 404, "no_such_file");
    }

    @Test
    void a_message_of_a_version_that_the_tables_do_not_know_yet_gives_nothing_out() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        tables.say("gteam", "ann", 2_000_000, 2, ref(file));

        assertProblem(as("bob", path("gteam", file)), 404, "no_such_file");
    }

    @Test
    void a_deleted_message_gives_nothing_out() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        tables.say("gteam", "ann", 2_000_000, 1, ref(file)).message().setFile(null);

        assertProblem(as("bob", path("gteam", file)), 404, "no_such_file");
    }

    @Test
    void a_message_carries_the_file_that_its_sender_uploaded() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        String id = file.path("file_id").asText();
        bus.answer = command -> {
            var said = tables.say("gteam", "ann", 2_000_000, 1, ref(file));
            return new Ack("c1", "gteam", said.id().toString(), said.seq(), Instant.EPOCH, false, said.stamp());
        };

        Answer answer = send("POST", "/chats/gteam/messages", "{\"msg_type\":\"file\",\"file_id\":\"" + id + "\"}");

        SendMessage command = (SendMessage) ((ChatCommand) bus.commands.get(0)).getCommand();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("file").path("name").asText()).isEqualTo("a.txt");
        assertThat(command.getFile()).isEqualTo(ref(file));
        assertThat(store.objects.keySet()).noneMatch(key -> key.startsWith("pending/"));
    }

    @Test
    void nobody_sends_anothers_file_or_one_of_another_chat() {
        JsonNode file = upload("gother", "a.txt", "hello");
        String body =
                "{\"msg_type\":\"file\",\"file_id\":\"" + file.path("file_id").asText() + "\"}";

        assertProblem(send("POST", "/chats/gteam/messages", body), 404, "no_such_file");
        caller = "bob";
        assertProblem(send("POST", "/chats/gother/messages", body), 404, "no_such_file");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void who_is_no_member_uploads_nothing() {
        tables.member("gteam", "bob", null, new Tenure(1_000, 2_000));
        caller = "bob";
        assertProblem(call("POST", "/chats/gteam/files", "x", "text/plain"), 403, "not_a_member");
        caller = "cat";
        assertProblem(call("POST", "/chats/gteam/files", "x", "text/plain"), 404, "no_such_chat");
        assertProblem(call("POST", "/chats/bad!id/files", "x", "text/plain"), 404, "no_such_chat");
        assertThat(store.objects).isEmpty();
    }

    @Test
    void what_is_no_file_is_refused_and_leaves_nothing() {
        byte[] large = new byte[(int) LIMITS.fileBytes() + 1];

        assertProblem(call("POST", "/chats/gteam/files", "", "text/plain"), 422, "bad_request");
        assertProblem(call("POST", "/chats/gteam/files", large, "text/plain"), 413, "too_large");
        assertProblem(call("POST", "/chats/gteam/files", "x", "multipart/form-data"), 422, "bad_request");
        assertProblem(call("POST", "/chats/gteam/files", "x", "multipart/mixed"), 415, "unsupported_type");
        assertProblem(
                call("POST", "/chats/gteam/files", SamplePictures.bomb(60_000, 60_000), "image/png"), 413, "too_large");
        assertThat(store.objects).isEmpty();
    }

    @Test
    void an_upload_that_ended_makes_room_for_the_next() {
        for (int i = 0; i < 5; i++) {
            assertProblem(call("POST", "/chats/gteam/files", "", "text/plain"), 422, "bad_request");
        }

        assertThat(files.enter("ann")).isEqualTo(ChatFiles.Entry.ENTERED);
        Answer second = call("POST", "/chats/gteam/files", "x", "text/plain");

        assertProblem(second, 429, "rate_limited");
        assertThat(second.headers()).containsKey("Retry-After");
        assertThat(files.enter("bob")).isEqualTo(ChatFiles.Entry.ENTERED);
        caller = "cat";
        tables.member("gteam", "cat", Role.MEMBER, new Tenure(1_000, Tenure.NEVER));
        assertProblem(call("POST", "/chats/gteam/files", "x", "text/plain"), 503, "unavailable");
    }

    @Test
    void without_the_store_these_calls_are_503_and_texts_go_on() {
        JsonNode file = upload("gteam", "a.txt", "hello");
        store.breakDown();
        bus.answer = command -> {
            var said = tables.say("gteam", "ann", 2_000_000, 1, "hi");
            return new Ack("c1", "gteam", said.id().toString(), said.seq(), Instant.EPOCH, false, said.stamp());
        };

        Answer put = call("POST", "/chats/gteam/files", "x", "text/plain");

        assertProblem(put, 503, "unavailable");
        assertThat(put.headers()).containsKey("Retry-After");
        assertProblem(get(path("gteam", file)), 503, "unavailable");
        assertProblem(
                send(
                        "POST",
                        "/chats/gteam/messages",
                        "{\"msg_type\":\"file\",\"file_id\":\""
                                + file.path("file_id").asText() + "\"}"),
                503,
                "unavailable");
        assertThat(send("POST", "/chats/gteam/messages", "{\"content\":\"hi\"}").status())
                .isEqualTo(201);
    }

    @Test
    void parameters_and_ids_are_read_strictly() {
        JsonNode file = upload("gteam", "a.txt", "hello");

        assertProblem(get(path("gteam", file) + "?format=xml"), 422, "bad_request");
        assertProblem(get(path("gteam", file) + "?thumbnail=1"), 422, "bad_request");
        assertProblem(get("/chats/gteam" + NONE), 404, "no_such_file");
        assertProblem(get("/chats/gteam/files/.."), 404, "no_such_file");
        assertThat(send("DELETE", path("gteam", file), "").headers()).containsEntry("Allow", "GET");
    }

    @Test
    void an_upload_is_what_the_transport_takes_for_one() {
        var uploads = api.uploads();

        assertThat(uploads.takes("POST", List.of("chats", "gteam", "files"))).isTrue();
        assertThat(uploads.takes("GET", List.of("chats", "gteam", "files"))).isFalse();
        assertThat(uploads.takes("POST", List.of("chats", "gteam", "messages"))).isFalse();
    }
}
