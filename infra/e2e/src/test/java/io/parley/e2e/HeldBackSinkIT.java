package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The tables are held back on purpose: a write that cannot be read yet is not answered 2xx, and nothing leaks. */
@Order(6)
class HeldBackSinkIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");

    @AfterEach
    void release() throws Exception {
        sink("resume", "RUNNING");
        play.close();
    }

    @Test
    void a_write_that_cannot_be_read_yet_is_503_and_safe_to_send_again() throws Exception {
        String chat = ann.direct(bob);
        String messages = "chats/" + chat + "/messages";
        JsonNode hello = Json.of("{'content':'hello','client_msg_id':'held-1'}");

        sink("pause", "PAUSED");
        Rest.Answer unknown = once(ann, "POST", messages, hello);
        Rest.Answer before = once(ann, "GET", messages, null);
        sink("resume", "RUNNING");
        Rest.Answer again = ann.call("POST", messages, hello);
        Rest.Answer after = ann.call("GET", messages, null);

        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.headers()).containsKey("retry-after");
        assertThat(before.body().findValuesAsText("client_msg_id")).isEmpty();
        assertThat(again.status()).isEqualTo(200);
        assertThat(after.body().findValuesAsText("client_msg_id")).containsExactly("held-1");
    }

    @Test
    void who_was_removed_reads_nothing_that_was_said_after_however_far_the_tables_lag() throws Exception {
        JsonNode made = ann.call("POST", "chats", Json.of("{'type':'group','name':'Held','members':['%s']}", bob.id()))
                .body();
        String chat = made.path("chat_id").asText();
        String messages = "chats/" + chat + "/messages";
        Device phone = ann.device("phone").connect(0);
        phone.expectAck(phone.send(chat, "for both"));

        sink("pause", "PAUSED");
        Rest.Answer removed = once(ann, "DELETE", "chats/" + chat + "/members/" + bob.id(), null);
        phone.expect(
                "the removal",
                frame ->
                        Device.is(frame, "chat") && frame.path("event").asText().equals("members_removed"));
        phone.expectAck(phone.send(chat, "for ann alone"));
        Rest.Answer held = once(bob, "GET", messages, null);
        sink("resume", "RUNNING");

        assertThat(removed.status()).isEqualTo(503);
        assertThat(held.body().toString()).doesNotContain("for ann alone");
        awaitShutOut(messages);
        awaitShown(messages, "for ann alone");
    }

    /** Whoever stayed has it, as soon as the tables do. */
    private void awaitShown(String messages, String content) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        String shown;
        do {
            shown = ann.call("GET", messages, null).body().toString();
        } while (!shown.contains(content) && System.nanoTime() < deadline);
        assertThat(shown).contains(content);
    }

    /** Reads on while the tables catch up: whatever is answered on the way tells nothing. */
    private void awaitShutOut(String messages) throws Exception {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        Rest.Answer answer;
        do {
            answer = once(bob, "GET", messages, null);
            assertThat(answer.body().toString()).doesNotContain("for ann alone");
            assertThat(once(bob, "GET", "chats", null).body().toString()).doesNotContain("for ann alone");
        } while (answer.status() != 403 && System.nanoTime() < deadline);
        assertThat(answer.status()).isEqualTo(403);
    }

    private Rest.Answer once(Person person, String method, String path, @Nullable JsonNode body) throws Exception {
        return new Rest(play.http(), cluster.edge(0), person::token).call(method, path, body);
    }

    private void sink(String verb, String state) throws Exception {
        URI connector = URI.create(cluster.stack().connect() + "/connectors/cassandra-sink/");
        send(HttpRequest.newBuilder(connector.resolve(verb)).PUT(HttpRequest.BodyPublishers.noBody()));
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        JsonNode status;
        do {
            Play.pause();
            status = Json.parse(send(HttpRequest.newBuilder(connector.resolve("status"))));
        } while (!allAre(status, state) && System.nanoTime() < deadline);
        assertThat(allAre(status, state)).as(status.toString()).isTrue();
    }

    private static boolean allAre(JsonNode status, String state) {
        return status.path("tasks").size() > 0
                && status.findValuesAsText("state").stream().allMatch(state::equals);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return play.http().send(request.build(), BodyHandlers.ofString()).body();
    }
}
