package io.parley.e2e;

import static io.parley.e2e.ChatCallsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Pngs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Files from one person's disk to another's screen, through the store of files. */
@Order(6)
class FilesIT {
    private static String location(Rest.Answer redirect) {
        return redirect.headers().getOrDefault("location", List.of("")).get(0);
    }

    private static final String PAGE = "<html><script>alert(document.domain)</script></html>";

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Device phone = ann.device("phone").connect(0);
    private final Device laptop = bob.device("laptop").connect(1);

    @AfterEach
    void stop() {
        play.close();
    }

    private HttpResponse<byte[]> raw(HttpRequest request) {
        try {
            return play.http().send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<byte[]> post(Person who, String chat, String name, String type, byte[] body) {
        return raw(HttpRequest.newBuilder(cluster.edge(0).resolve("/api/v1/chats/" + chat + "/files?name=" + name))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + who.token())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** What is answered to who asks whether so large a body may come. The JDK's own client waits for 100 alone. */
    private String announce(Person who, String chat, long bytes) {
        URI edge = cluster.edge(0);
        try (Socket socket = new Socket(edge.getHost(), edge.getPort())) {
            socket.setSoTimeout(20_000);
            String request = String.join(
                    "\r\n",
                    "POST /api/v1/chats/" + chat + "/files?name=x HTTP/1.1",
                    "Host: " + edge.getAuthority(),
                    "Authorization: Bearer " + who.token(),
                    "Content-Type: application/zip",
                    "Content-Length: " + bytes,
                    "Expect: 100-continue",
                    "Connection: close",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode upload(Person who, String chat, String name, byte[] body) {
        HttpResponse<byte[]> answer = post(who, chat, name, "application/octet-stream", body);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(201);
        return Json.parse(text);
    }

    private HttpResponse<byte[]> open(String url) {
        return raw(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static String path(String chat, JsonNode file) {
        return "chats/" + chat + "/files/" + file.path("file_id").asText();
    }

    private JsonNode send(String chat, String kind, JsonNode file) {
        JsonNode frame = Json.of(
                "{'type':'message','chat_id':'%s','msg_type':'%s','file_id':'%s','content':'look','client_msg_id':'%s'}",
                chat, kind, file.path("file_id").asText(), play.unique("m"));
        phone.say(frame);
        return phone.expectAck(frame.path("client_msg_id").asText());
    }

    @Test
    void a_picture_is_sent_seen_and_downloaded_by_members_alone() throws IOException {
        String chat = ann.group("Team", List.of(bob));
        JsonNode file = upload(ann, chat, "../holiday.png", Pngs.plain(800, 400));
        assertProblem(bob.call("GET", path(chat, file), null), 404, "no_such_file");

        send(chat, "image", file);

        JsonNode seen = laptop.expectMessage("look");
        assertThat(seen.at("/file/name").asText()).isEqualTo("holiday.png");
        assertThat(seen.at("/file/width").asInt()).isEqualTo(800);
        assertThat(seen.at("/file/content_type").asText()).isEqualTo("image/png");
        Rest.Answer redirect = bob.call(1, "GET", path(chat, file), null);
        assertThat(redirect.status()).isEqualTo(302);
        HttpResponse<byte[]> whole = open(location(redirect));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(whole.body())).getWidth())
                .isEqualTo(800);
        JsonNode links = bob.get(path(chat, file) + "?format=json");
        HttpResponse<byte[]> small = open(links.path("thumbnail_url").asText());
        assertThat(ImageIO.read(new ByteArrayInputStream(small.body())).getWidth())
                .isEqualTo(320);
        assertThat(links.has("expires_at")).isTrue();

        assertProblem(cat.call("GET", path(chat, file), null), 404, "no_such_chat");
        ann.call("DELETE", "chats/" + chat + "/members/" + bob.id(), null);
        assertProblem(bob.call("GET", path(chat, file), null), 403, "not_a_member");
        ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['%s']}", cat.id()));
        assertProblem(cat.call("GET", path(chat, file), null), 404, "no_such_file");
    }

    @Test
    void a_file_is_sent_by_its_uploader_in_its_chat_and_is_in_history() {
        String chat = ann.direct(bob);
        String other = ann.group("Other", List.of(bob));
        JsonNode file = upload(ann, chat, "notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        String body = "{'msg_type':'file','file_id':'" + file.path("file_id").asText() + "'}";

        assertProblem(ann.call("POST", "chats/" + other + "/messages", Json.of(body)), 404, "no_such_file");
        assertProblem(bob.call("POST", "chats/" + chat + "/messages", Json.of(body)), 404, "no_such_file");
        Rest.Answer sent = ann.call("POST", "chats/" + chat + "/messages", Json.of(body));

        assertThat(sent.status()).isEqualTo(201);
        JsonNode message = bob.get(
                "chats/" + chat + "/messages/" + sent.body().path("msg_id").asText());
        assertThat(message.at("/file/name").asText()).isEqualTo("notes.txt");
        assertThat(message.at("/file/size").asInt()).isEqualTo(5);
        assertThat(new String(
                        open(bob.get(path(chat, file) + "?format=json")
                                        .path("url")
                                        .asText())
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("hello");
    }

    @Test
    void a_page_in_disguise_is_only_ever_an_attachment() {
        String chat = ann.direct(bob);
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);

        JsonNode file = upload(ann, chat, "cat.png", page);

        HttpResponse<byte[]> answer = open(file.path("url").asText());
        assertThat(file.path("content_type").asText()).isEqualTo("text/html");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(answer.body()).isEqualTo(page);
    }

    @Test
    void a_form_with_a_large_file_goes_through_whole() {
        String chat = ann.direct(bob);
        byte[] large = new byte[20 << 20];
        large[large.length - 1] = 7;
        byte[] head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.bin\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(head);
        form.writeBytes(large);
        form.writeBytes(tail);

        HttpResponse<byte[]> answer = post(ann, chat, "", "multipart/form-data; boundary=xyz", form.toByteArray());

        JsonNode file = Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(file.path("name").asText()).isEqualTo("big.bin");
        assertThat(file.path("size").asInt()).isEqualTo(large.length);
        assertThat(open(file.path("url").asText()).body()).isEqualTo(large);
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        String chat = ann.direct(bob);

        assertThat(announce(ann, chat, 105_000_000L)).contains(" 413 ").contains("too_large");
        assertThat(post(ann, chat, "x", "text/plain", new byte[0]).statusCode()).isEqualTo(422);
        assertThat(post(ann, chat, "x", "multipart/form-data", new byte[] {1}).statusCode())
                .isEqualTo(422);
        assertThat(post(cat, chat, "x", "text/plain", new byte[] {1}).statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_the_store_of_files_talk_goes_on() {
        String chat = ann.direct(bob);
        JsonNode file = upload(ann, chat, "a.txt", new byte[] {'x'});
        cluster.stack().stop("s3");
        try {
            HttpResponse<byte[]> answer = post(ann, chat, "b.txt", "text/plain", new byte[] {'y'});
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            phone.expectAck(phone.send(chat, "we go on"));
            laptop.expectMessage("we go on");
        } finally {
            cluster.stack().start("s3");
        }
        send(chat, "file", file);

        assertThat(laptop.expectMessage("look").at("/file/size").asInt()).isEqualTo(1);
    }
}
