package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.UserCommand;
import io.parley.edge.store.Reached;
import io.parley.edge.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app server's calls: for whom they are made, and what the log is told of who made them. */
class ServiceCallsTest extends RestTest {
    private static final Reached ALL = new Reached(9_000_000, 9_000_000, 9_000_000);

    @BeforeEach
    void a_team() {
        tables.chat("gteam", false, 9_000_000, "ann", "bob");
        tables.userChat("ann", "gteam", true, null, ALL);
    }

    private Ack ack(StoredMessage message) {
        return new Ack("c1", "gteam", message.id().toString(), message.seq(), Instant.EPOCH, false, message.stamp());
    }

    private ChatCommand command() {
        return (ChatCommand) bus.commands.get(0);
    }

    @Test
    void a_message_is_sent_for_the_sender_whom_the_body_names() {
        service = service(null);
        bus.answer = command -> ack(tables.say("gteam", "ann", 2_000_000, 1, "Hello"));

        Answer answer = send("POST", "/chats/gteam/messages", "{\"content\":\"Hello\",\"sender\":\"ann\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asText()).as("a sender's own").isEqualTo("sent");
        assertThat(List.of(command().getUser(), command().getService())).containsExactly("ann", "app");
    }

    @Test
    void a_user_may_name_themselves_and_nobody_else() {
        bus.answer = command -> ack(tables.say("gteam", "ann", 2_000_000, 1, "Hello"));

        assertThat(send("POST", "/chats/gteam/messages", "{\"content\":\"x\",\"sender\":\"ann\"}")
                        .status())
                .isEqualTo(201);
        assertThat(command().getService()).isNull();
        assertProblem(
                send("POST", "/chats/gteam/messages", "{\"content\":\"x\",\"sender\":\"bob\"}"), 403, "forbidden");
        assertThat(bus.commands).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"\"bad id\"", "7", "{\"sender\":\"ann\"}", "\"bob\""})
    void a_sender_that_is_none_or_another_than_the_header_names_is_a_bad_request(String sender) {
        service = service("ann");

        assertProblem(
                send("POST", "/chats/gteam/messages", "{\"content\":\"x\",\"sender\":" + sender + "}"),
                422,
                "bad_request");
        assertThat(bus.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /chats",
        "GET, /chats/gteam",
        "GET, /users?ids=ann",
        "GET, /search?q=x",
        "POST, /chats/gteam/messages",
        "POST, /chats/gteam/files",
        "PUT, /users/me",
        "DELETE, /devices/d1"
    })
    void who_is_acted_for_must_be_said(String method, String path) {
        service = service(null);

        Answer answer = send(method, path, method.equals("GET") ? "" : "{\"content\":\"x\",\"name\":\"x\"}");

        assertProblem(answer, 422, "bad_request");
        assertThat(answer.json().path("detail").asText()).contains("Parley-User");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void all_that_a_user_asks_about_themselves_goes_to_the_log_with_who_asked() {
        service = service("ann");
        bus.answer = command -> new Done(null, false, FactTopic.MEMBERS, 0L);

        assertThat(send("DELETE", "/devices/d1", "").status()).isEqualTo(204);

        UserCommand raw = (UserCommand) bus.commands.get(0);
        assertThat(List.of(raw.getUser(), raw.getService())).containsExactly("ann", "app");
    }

    @Test
    void a_message_is_deleted_by_an_app_server_for_nobody_and_by_its_sender() {
        StoredMessage said = tables.say("gteam", "ann", 2_000_000, 1, "Hello");
        bus.answer = command -> ack(said);
        String path = "/chats/gteam/messages/" + said.id();

        assertThat(send("DELETE", path, "").status()).isEqualTo(204);
        service = service(null);
        assertThat(send("DELETE", path, "").status()).isEqualTo(204);

        assertThat(command().getUser()).isEqualTo("ann");
        ChatCommand second = (ChatCommand) bus.commands.get(1);
        assertThat(List.of(second.getUser(), second.getService())).containsExactly("app", "app");
        assertThat(second.getCommand())
                .isInstanceOfSatisfying(DeleteMessage.class, delete -> assertThat(delete.getMsgId())
                        .isEqualTo(said.id().toString()));
    }

    @Test
    void a_revocation_is_answered_once_this_edge_has_heard_it() {
        service = service(null);
        bus.answer = command -> {
            revocations.observe("bob", Instant.EPOCH, 7);
            return new Done(null, false, FactTopic.MEMBERS, 7L);
        };

        assertThat(send("POST", "/users/bob/revoke", "").status()).isEqualTo(204);
        assertThat(send("POST", "/users/bob/revoke", "{\"before\":\"2026-11-01T13:00:00+01:00\"}")
                        .status())
                .isEqualTo(204);
        bus.answer = command -> new Done(null, false, FactTopic.MEMBERS, 8L);
        assertProblem(send("POST", "/users/bob/revoke", ""), 503, "unavailable");

        UserCommand now = (UserCommand) bus.commands.get(0);
        assertThat(List.of(now.getUser(), now.getService(), now.getKind())).containsExactly("bob", "app", "revoke");
        assertThat(now.getRevoke().getBefore()).isNull();
        assertThat(((UserCommand) bus.commands.get(1)).getRevoke().getBefore())
                .isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"{\"before\":\"yesterday\"}", "{\"before\":7}", "[]", "{"})
    void a_time_that_is_none_is_a_bad_request(String body) {
        service = service(null);

        assertProblem(send("POST", "/users/bob/revoke", body), 422, "bad_request");
        assertProblem(send("POST", "/users/no!id/revoke", ""), 404, "no_such_user");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void who_moderates_waits_until_the_chats_tables_show_it_and_no_longer() {
        service = service(null);
        bus.answer = command -> new Done("gteam", false, FactTopic.MEMBERS, 9_000_000L);
        assertThat(send("DELETE", "/chats/gteam/members/bob", "").status()).isEqualTo(204);

        bus.answer = command -> new Done("gteam", false, FactTopic.MEMBERS, 9_000_001L);
        assertProblem(send("DELETE", "/chats/gteam/members/bob", ""), 503, "unavailable");
    }
}
