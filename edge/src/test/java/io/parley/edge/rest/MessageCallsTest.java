package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Ack;
import io.parley.avro.ChatCommand;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkDelivered;
import io.parley.avro.ReportMessage;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.edge.store.MarkRow;
import io.parley.edge.store.Reached;
import io.parley.edge.store.ReactionRow;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tenure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageCallsTest extends RestTest {
    private static final Reached ALL = new Reached(9_000_000, 9_000_000, 9_000_000);

    @BeforeEach
    void a_team() {
        tables.chat("gteam", false, 9_000_000, "ann", "bob", "cat");
        tables.userChat("ann", "gteam", true, null, ALL);
    }

    private Ack ack(StoredMessage message, boolean repeated) {
        return new Ack("c1", "gteam", message.id().toString(), message.seq(), Instant.EPOCH, repeated, message.stamp());
    }

    private void mark(String user, StoredMessage delivered, boolean read) {
        Map<String, MarkRow> marks = new HashMap<>(tables.marks.getOrDefault("gteam", Map.of()));
        marks.put(
                user,
                new MarkRow(
                        user,
                        delivered.id(),
                        Instant.ofEpochMilli(7),
                        read ? delivered.id() : null,
                        read ? Instant.ofEpochMilli(8) : null));
        tables.marks.put("gteam", marks);
    }

    @Test
    void a_message_is_sent_with_all_it_may_carry_and_answered_from_the_tables() {
        bus.answer = command -> ack(tables.say("gteam", "ann", 2_000_000, 1, "Hello"), false);

        Answer answer = send(
                "POST",
                "/chats/gteam/messages",
                "{\"type\":\"edit\",\"chat_id\":\"gother\",\"content\":\"Hello\",\"client_msg_id\":\"c1\",\"mentions\":[\"bob\"],"
                        + "\"data\":{\"n\": 1.50, \"big\": 12345678901234567890123}, \"unknown\":{\"type\":1}}");

        ChatCommand raw = (ChatCommand) bus.commands.get(0);
        SendMessage command = (SendMessage) raw.getCommand();
        assertThat(raw.getChatId()).isEqualTo("gteam");
        assertThat(command.getContent()).isEqualTo("Hello");
        assertThat(command.getClientMsgId()).isEqualTo("c1");
        assertThat(command.getMentions()).containsExactly("bob");
        assertThat(command.getData()).isEqualTo("{\"n\":1.50,\"big\":12345678901234567890123}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("content").asText()).isEqualTo("Hello");
        assertThat(answer.json().path("status").asText()).isEqualTo("sent");
    }

    @Test
    void a_report_goes_to_the_log_and_shows_nowhere() {
        StoredMessage said = tables.say("gteam", "bob", 2_000_000, 1, "Hello");
        bus.answer = command -> new Done("gteam", false, FactTopic.MESSAGES, 99_000_000L);
        String path = "/chats/gteam/messages/" + said.id() + "/report";

        assertThat(send("POST", path, "{\"reason\":\"spam\",\"text\":\"Look.\"}")
                        .status())
                .isEqualTo(204);

        ChatCommand raw = (ChatCommand) bus.commands.get(0);
        assertThat(raw.getKind()).isEqualTo("report");
        assertThat(raw.getReport()).isEqualTo(new ReportMessage(said.id().toString(), "spam", "Look."));
        assertThat(raw.getCommand())
                .as("what an older reader makes of it")
                .isEqualTo(new MarkDelivered(said.id().toString()));
        assertProblem(send("POST", path, "{}"), 422, "bad_request");
        assertProblem(
                send("POST", path, "{\"reason\":\"spam\",\"text\":\"" + "x".repeat(1_001) + "\"}"), 422, "bad_request");
        assertProblem(send("POST", "/chats/gteam/messages/x/report", "{\"reason\":\"spam\"}"), 404, "no_such_message");
        assertThat(bus.commands).hasSize(1);
    }

    @Test
    void a_repeat_is_200_also_for_who_is_no_member_any_more() {
        StoredMessage said = tables.say("gteam", "ann", 2_000_000, 1, "Hello");
        tables.member("gteam", "ann", null, new Tenure(1_000, 3_000_000));
        tables.userChat("ann", "gteam", false, null, ALL);
        bus.answer = command -> ack(said, true);

        Answer answer = send("POST", "/chats/gteam/messages", "{\"content\":\"Hello\",\"client_msg_id\":\"c1\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("msg_id").asText()).isEqualTo(said.id().toString());
    }

    @Test
    void without_a_client_msg_id_the_server_makes_one() {
        bus.answer = command -> ack(tables.say("gteam", "ann", 2_000_000, 1, "Hello"), false);

        send("POST", "/chats/gteam/messages", "{\"content\":\"Hello\"}");

        SendMessage command = (SendMessage) ((ChatCommand) bus.commands.get(0)).getCommand();
        assertThat(command.getClientMsgId()).hasSize(36);
    }

    @Test
    void a_message_that_cannot_be_read_in_time_is_503() {
        StoredMessage said = tables.say("gteam", "ann", 9_500_000, 1, "Hello");
        bus.answer = command -> ack(said, false);

        assertProblem(send("POST", "/chats/gteam/messages", "{\"content\":\"Hello\"}"), 503, "unavailable");
    }

    @Test
    void history_pages_with_nulls_at_its_ends() {
        StoredMessage one = tables.say("gteam", "bob", 2_000_000, 1, "one");
        tables.say("gteam", "bob", 3_000_000, 1, "two");

        JsonNode newest = get("/chats/gteam/messages?limit=1").json();
        JsonNode older = get("/chats/gteam/messages?limit=5&before="
                        + newest.path("next_before").asText())
                .json();

        assertThat(newest.path("messages").get(0).path("content").asText()).isEqualTo("two");
        assertThat(newest.get("next_after").isNull()).isTrue();
        assertThat(older.path("messages").get(0).path("msg_id").asText())
                .isEqualTo(one.id().toString());
        assertThat(older.get("next_before").isNull()).isTrue();
        assertThat(older.path("next_after").asText()).isEqualTo(one.id().toString());
    }

    @Test
    void an_empty_history_is_an_empty_page() {
        assertThat(get("/chats/gteam/messages").json().toString())
                .isEqualTo("{\"messages\":[],\"next_before\":null,\"next_after\":null}");
    }

    @Test
    void the_ticks_of_ones_own_messages_need_all_who_were_there_and_are() {
        StoredMessage first = tables.say("gteam", "ann", 2_000_000, 1, "first");
        StoredMessage second = tables.say("gteam", "ann", 3_000_000, 1, "second");
        tables.say("gteam", "ann", 4_000_000, 1, "third");
        tables.say("gteam", "bob", 5_000_000, 1, "other");
        tables.member("gteam", "dan", Role.MEMBER, new Tenure(4_500_000, Tenure.NEVER));
        mark("bob", second, true);
        mark("cat", first, true);
        assertThat(statuses()).isEqualTo("- sent sent read ");

        mark("cat", second, false);
        assertThat(statuses()).isEqualTo("- sent delivered delivered ");
    }

    private String statuses() {
        StringBuilder all = new StringBuilder();
        get("/chats/gteam/messages").json().path("messages").forEach(message -> all.append(
                        message.path("status").asText("-"))
                .append(' '));
        return all.toString();
    }

    @Test
    void a_deleted_message_stays_without_its_content() {
        StoredMessage said = tables.say("gteam", "bob", 2_000_000, 1, "");
        said.message().setDeletedAt(Instant.ofEpochMilli(5_123));
        said.message().setData("{}");

        JsonNode message = get("/chats/gteam/messages/" + said.id()).json();

        assertThat(message.has("content")).isFalse();
        assertThat(message.path("deleted_at").asText()).isEqualTo("1970-01-01T00:00:05.123Z");
        assertThat(message.path("data").toString()).isEqualTo("{}");
        assertThat(message.has("status")).isFalse();
    }

    @Test
    void reactions_are_counted_in_the_order_in_which_they_first_came() {
        StoredMessage said = tables.say("gteam", "bob", 2_000_000, 1, "hi");
        tables.reactions.put(
                "gteam",
                List.of(
                        new ReactionRow(said.id(), "x", "bob", 1, Instant.ofEpochMilli(3)),
                        new ReactionRow(said.id(), "x", "ann", 1, Instant.ofEpochMilli(5)),
                        new ReactionRow(said.id(), "y", "cat", 1, Instant.ofEpochMilli(2)),
                        new ReactionRow(said.id(), "z", "dan", 2, Instant.ofEpochMilli(1))));

        JsonNode message = get("/chats/gteam/messages").json().path("messages").get(0);

        assertThat(message.path("reactions").toString())
                .isEqualTo("[{\"emoji\":\"y\",\"count\":1,\"me\":false},{\"emoji\":\"x\",\"count\":2,\"me\":true}]");
    }

    @Test
    void receipts_tell_of_the_others_who_were_there_also_of_who_left() {
        StoredMessage said = tables.say("gteam", "ann", 2_000_000, 1, "hi");
        tables.member("gteam", "cat", null, new Tenure(1_000, 3_000_000));
        tables.member("gteam", "dan", Role.MEMBER, new Tenure(3_000_000, Tenure.NEVER));
        mark("bob", said, true);
        mark("cat", said, false);
        caller = "bob";

        Answer answer = get("/chats/gteam/messages/" + said.id() + "/receipts");

        assertThat(answer.json().toString())
                .isEqualTo("{\"receipts\":["
                        + "{\"user\":\"bob\",\"delivered_at\":\"1970-01-01T00:00:00.007Z\",\"read_at\":\"1970-01-01T00:00:00.008Z\"},"
                        + "{\"user\":\"cat\",\"delivered_at\":\"1970-01-01T00:00:00.007Z\"}]}");
    }

    @Test
    void history_that_must_reflect_what_was_told_waits_for_it() {
        tables.asOf.put("ann", 5L);
        tables.userChat("ann", "gteam", true, null, new Reached(9_500_000, 0, 0));

        assertProblem(get("/chats/gteam/messages?min_seq=6"), 503, "unavailable");
        assertProblem(get("/chats/gteam/messages?min_seq=5"), 503, "unavailable");
        tables.say("gteam", "bob", 9_500_000, 1, "there");
        assertThat(get("/chats/gteam/messages?min_seq=5").json().path("messages"))
                .hasSize(1);
    }
}
