package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.avro.Ack;
import io.parley.avro.ChatCommand;
import io.parley.avro.ChatEvent;
import io.parley.avro.ChatInfo;
import io.parley.avro.ChatType;
import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.FileRef;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Origin;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.avro.SessionActive;
import io.parley.edge.files.FilesUnavailable;
import io.parley.edge.presence.Hints;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.rates.RateSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a client's frames, and how their answers find back. */
class FramesTest {
    private static final String MSG = "0192d3a0-5c5e-11ef-8000-000000000001";

    private EdgeFixture edge;
    private RawClient ann;

    @BeforeEach
    void connect() throws IOException {
        edge = new EdgeFixture(Map.of(
                RateSettings.SENDS, "1",
                RateSettings.SENDS_BURST, "2",
                RateSettings.HINTS, "1",
                RateSettings.HINTS_BURST, "3"));
        ann = edge.connect("ann");
    }

    @AfterEach
    void leave() throws IOException {
        ann.close();
        edge.close();
    }

    private ChatCommand command() throws InterruptedException {
        ChatCommand command = edge.bus.commands.poll(10, TimeUnit.SECONDS);
        assertThat(command).as("a command on the log").isNotNull();
        return command;
    }

    private void answer(Origin origin, Object result) {
        edge.sessions.reply(Reply.newBuilder()
                .setOrigin(origin)
                .setUser("ann")
                .setResult(result)
                .build());
    }

    @Test
    void a_message_becomes_a_command_and_its_ack_comes_back() throws Exception {
        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"client_msg_id\":\"x\",\"ref\":\"r\"}");

        ChatCommand command = command();
        assertThat(command.getKind()).isEqualTo("message");
        assertThat(command.getChatId()).isEqualTo("c1");
        assertThat(command.getUser()).isEqualTo("ann");
        assertThat(command.getOrigin().getSlot()).isEqualTo(3);
        assertThat(command.getOrigin().getEpoch()).isEqualTo(7);
        assertThat(((SendMessage) command.getCommand()).getContent()).isEqualTo("hi");

        answer(command.getOrigin(), new Ack("x", "c1", MSG, 1L, Instant.EPOCH, false, 1L));
        assertThat(ann.readText())
                .isEqualTo("{\"type\":\"ack\",\"client_msg_id\":\"x\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG
                        + "\",\"chat_seq\":1,\"created_at\":\"1970-01-01T00:00:00.000Z\",\"ref\":\"r\"}");
    }

    private static final String WITH_FILE =
            "{\"type\":\"message\",\"chat_id\":\"c1\",\"msg_type\":\"image\",\"file_id\":\"f1\",\"client_msg_id\":\"x\"}";

    @Test
    void a_message_waits_for_its_file_and_what_is_sent_after_it_comes_after_it() throws Exception {
        CompletableFuture<Optional<FileRef>> claim = new CompletableFuture<>();
        edge.claims = (user, chat, file) -> claim;
        ann.text(WITH_FILE);
        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"after\"}");
        ann.text("{\"type\":\"ping\"}");
        assertThat(ann.readText()).contains("pong");
        assertThat(edge.bus.commands).isEmpty();

        claim.complete(Optional.of(new FileRef("f1", "a.png", 5L, "image/png", 4, 2)));

        SendMessage first = (SendMessage) command().getCommand();
        assertThat(first.getFile().getName()).isEqualTo("a.png");
        assertThat(first.getMsgType()).isEqualTo("image");
        assertThat(((SendMessage) command().getCommand()).getContent()).isEqualTo("after");
    }

    @Test
    void a_file_that_is_not_there_is_an_error_and_the_next_message_goes_on() throws Exception {
        ann.text(WITH_FILE);
        assertThat(ann.readText()).contains("\"no_such_file\"", "\"client_msg_id\":\"x\"");

        edge.claims = (user, chat, file) -> CompletableFuture.failedFuture(new FilesUnavailable("down"));
        ann.text(WITH_FILE);
        assertThat(ann.readText()).contains("\"unavailable\"", "\"client_msg_id\":\"x\"");
        assertThat(edge.bus.commands).isEmpty();
    }

    @Test
    void a_message_without_an_id_gets_one() throws Exception {
        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\"}");

        assertThat(((SendMessage) command().getCommand()).getClientMsgId()).isNotEmpty();
    }

    @Test
    void a_rejection_comes_back_as_an_error() throws Exception {
        ann.text("{\"type\":\"read\",\"chat_id\":\"dchat\",\"msg_id\":\"" + MSG + "\",\"ref\":\"r\"}");
        ann.text("{\"type\":\"ping\"}");
        ann.readText();
        edge.pass(Duration.ZERO);

        ChatCommand command = command();
        assertThat(command.getCommand()).isEqualTo(new MarkRead(MSG));
        answer(command.getOrigin(), new Rejected("no_such_chat", "There is no such chat.", "dchat", MSG, null));

        assertThat(ann.readText()).contains("\"code\":\"no_such_chat\"", "\"ref\":\"r\"", "\"msg_id\":\"" + MSG);
    }

    @Test
    void a_log_that_takes_nothing_is_unavailable() throws Exception {
        edge.bus.takesNothing = true;

        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"client_msg_id\":\"x\",\"ref\":\"r\"}");

        assertThat(ann.readText())
                .contains("\"code\":\"unavailable\"", "\"client_msg_id\":\"x\"", "\"ref\":\"r\"", "\"chat_id\":\"c1\"");
    }

    @Test
    void sends_are_limited_in_rate() throws Exception {
        for (int i = 0; i < 3; i++) {
            ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"ref\":\"r" + i + "\"}");
        }

        assertThat(ann.readText()).contains("\"code\":\"rate_limited\"", "\"ref\":\"r2\"", "\"retry_after_ms\":");
        assertThat(edge.bus.commands).hasSize(2);
    }

    @Test
    void group_receipts_wait_their_turn() throws Exception {
        for (int i = 1; i < 4; i++) {
            ann.text("{\"type\":\"delivered\",\"chat_id\":\"gTeam\",\"msg_id\":\"0192d3a" + i
                    + "-5c5e-11ef-8000-000000000001\"}");
        }
        ann.text("{\"type\":\"ping\"}");
        ann.readText();

        edge.pass(Duration.ZERO);
        assertThat(edge.bus.commands).hasSize(1);
        edge.pass(Duration.ofSeconds(1));
        assertThat(edge.bus.commands).hasSize(2);
    }

    @Test
    void what_comes_behind_a_receipt_lies_behind_it_in_the_log() throws Exception {
        ann.text("{\"type\":\"read\",\"chat_id\":\"gTeam\",\"msg_id\":\"" + MSG + "\"}");
        ann.text("{\"type\":\"message\",\"chat_id\":\"gTeam\",\"content\":\"hi\"}");

        assertThat(command().getCommand()).isEqualTo(new MarkRead(MSG));
        assertThat(command().getCommand()).isInstanceOf(SendMessage.class);
    }

    @Test
    void receipts_of_a_chat_that_come_together_are_one_command() throws Exception {
        ann.text("{\"type\":\"delivered\",\"chat_id\":\"dchat\",\"msg_id\":\"" + MSG + "\"}");
        ann.text("{\"type\":\"read\",\"chat_id\":\"dchat\",\"msg_id\":\"" + MSG + "\",\"ref\":\"r\"}");
        ann.text("{\"type\":\"ping\"}");
        ann.readText();

        edge.pass(Duration.ZERO);

        ChatCommand command = command();
        assertThat(command.getCommand()).isEqualTo(new MarkDelivered(MSG));
        assertThat(command.getMoreMarks()).singleElement().satisfies(mark -> {
            assertThat(mark.getUser()).isEqualTo("ann");
            assertThat(mark.getRead()).isTrue();
            assertThat(mark.getOrigin().getRef()).isEqualTo("r");
        });
        assertThat(edge.bus.commands).isEmpty();
    }

    @Test
    void whether_somebody_looks_is_told() throws Exception {
        ann.text("{\"type\":\"active\",\"active\":false}");
        ann.text("{\"type\":\"ping\"}");

        ann.readText();
        assertThat(edge.bus.events).anyMatch(event -> event.getEvent().equals(new SessionActive(false)));
    }

    @Test
    void who_is_watched_and_where_one_types_are_hints_and_never_on_the_log() throws Exception {
        edge.hints.refusals.put("typing gone", ErrorCode.NOT_A_MEMBER);
        edge.hints.refusals.put("watch", ErrorCode.UNAVAILABLE);

        ann.text("{\"type\":\"typing\",\"chat_id\":\"c1\"}");
        ann.text("{\"type\":\"typing\",\"chat_id\":\"gone\",\"ref\":\"r\"}");
        ann.text("{\"type\":\"presence\",\"users\":[\"bob\",\"bob\"],\"ref\":\"s\"}");

        assertThat(ann.readText()).contains("\"code\":\"not_a_member\"", "\"ref\":\"r\"", "\"chat_id\":\"gone\"");
        assertThat(ann.readText()).contains("\"code\":\"unavailable\"", "\"ref\":\"s\"");
        assertThat(edge.hints.asked).containsExactly("ann types in c1", "ann types in gone", "ann watches [bob]");
        assertThat(edge.bus.commands).isEmpty();
    }

    @Test
    void hints_are_limited_in_rate() throws Exception {
        for (int i = 0; i < 4; i++) {
            ann.text("{\"type\":\"typing\",\"chat_id\":\"c1\",\"ref\":\"r" + i + "\"}");
        }

        assertThat(ann.readText()).contains("\"code\":\"rate_limited\"", "\"ref\":\"r3\"", "\"retry_after_ms\":");
        assertThat(edge.hints.asked).hasSize(3);
    }

    @Test
    void who_is_here_changes_with_hello_and_with_the_last_connection() throws Exception {
        assertThat(edge.sessions.isHere("ann")).isTrue();
        edge.bus.starts = false;
        try (RawClient bob = edge.upgrade("/ws?token=" + edge.token("bob"))) {
            await().until(() -> edge.sessions.count() == 2);
            assertThat(edge.sessions.isHere("bob")).isFalse();
        }

        ann.close();

        await().until(() -> edge.hints.ended.contains("ann"));
        assertThat(edge.sessions.isHere("ann")).isFalse();
        assertThat(edge.hints.changed).containsExactly("ann", "ann");
    }

    @Test
    void those_who_are_told_of_members_are_named_to_the_hints() {
        ChatInfo chat = new ChatInfo("gTeam", ChatType.GROUP, "n", 1, Instant.EPOCH, 2);
        EventRecipient here = new EventRecipient("ann", 1L, 0, 0, null, Role.MEMBER, false);
        EventRecipient elsewhere = new EventRecipient("zoe", 1L, 0, 0, null, Role.MEMBER, false);
        for (String kind : List.of("created", "members_added", "members_removed", "renamed")) {
            ChatEvent event = new ChatEvent(kind, "zoe", List.of("bob"), chat, List.of());
            edge.sessions.event(new EventDelivery("gTeam", event, List.of(here, elsewhere), null));
        }

        assertThat(edge.hints.members)
                .containsExactly(
                        new Hints.MembersChange("gTeam", List.of("ann"), true, List.of("ann")),
                        new Hints.MembersChange("gTeam", List.of("bob"), true, List.of("ann")),
                        new Hints.MembersChange("gTeam", List.of("bob"), false, List.of("ann")));
    }

    @Test
    void nothing_is_read_before_the_stream_has_started() throws Exception {
        edge.bus.starts = false;

        try (RawClient bob = edge.upgrade("/ws?token=" + edge.token("bob"))) {
            bob.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"early\"}");
            ann.text("{\"type\":\"ping\"}");
            ann.readText();
            assertThat(edge.bus.commands).isEmpty();

            await().until(() -> edge.sessions.count() == 2);
            edge.pass(Duration.ofSeconds(10));

            assertThat(bob.readCloseCode()).isEqualTo(1001);
        }
    }

    @Test
    void every_device_of_a_user_hears_an_event() throws Exception {
        try (RawClient phone = edge.upgrade("/ws?device=phone&token=" + edge.token("ann"))) {
            phone.readText();

            edge.tell("ann", 1, "hello");

            assertThat(ann.readText()).isEqualTo(phone.readText()).contains("\"content\":\"hello\"");
        }
    }
}
