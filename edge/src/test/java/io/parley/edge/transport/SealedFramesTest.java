package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatCommand;
import io.parley.avro.EditMessage;
import io.parley.avro.FileRef;
import io.parley.avro.ProposeKey;
import io.parley.avro.React;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SendMessage;
import io.parley.avro.UserCommand;
import io.parley.keys.DataKey;
import io.parley.keys.DataKey.Field;
import io.parley.keys.MasterKeys;
import io.parley.keys.MasterKeys.Wrapped;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of frames where words are encrypted: nothing goes to the log in plain, or with a key that it does not have. */
class SealedFramesTest {
    private static final String MSG = "0192d3a0-5c5e-11ef-8000-000000000001";
    private static final String SAYS =
            "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"data\":{\"a\":1}}";

    private EdgeFixture edge;
    private RawClient ann;

    @BeforeEach
    void connect() throws IOException {
        edge = new EdgeFixture(Map.of());
        ann = edge.connect("ann");
    }

    @AfterEach
    void leave() throws IOException {
        ann.close();
        edge.close();
    }

    private Object command() throws InterruptedException {
        ChatCommand command = edge.bus.commands.poll(10, TimeUnit.SECONDS);
        assertThat(command).as("a command on the log").isNotNull();
        return command.getCommand();
    }

    private ProposeKey proposed() throws InterruptedException {
        UserCommand command = edge.proposals.proposals.poll(10, TimeUnit.SECONDS);
        assertThat(command).as("a proposal").isNotNull();
        return command.getProposeKey();
    }

    private DataKey key(ProposeKey proposed) {
        MasterKeys masters = Objects.requireNonNull(edge.keys.masters());
        return masters.unwrap(new Wrapped(proposed.getKeyId(), proposed.getWrapped()));
    }

    @Test
    void what_a_user_says_first_waits_for_a_key_that_the_log_has_and_all_after_it_keeps_its_place() throws Exception {
        edge.keys.encrypt();
        ann.text(SAYS);
        ann.text("{\"type\":\"edit\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\",\"content\":\"ho\"}");
        ann.text("{\"type\":\"react\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\",\"emoji\":\"!\",\"op\":\"add\"}");
        ann.text("{\"type\":\"ping\"}");
        assertThat(ann.readText()).contains("pong");
        ProposeKey proposed = proposed();
        assertThat(edge.bus.commands).isEmpty();
        assertThat(edge.proposals.proposals).as("one proposal for all").isEmpty();

        edge.keys.give("ann", proposed.getKeyId(), proposed.getWrapped());
        edge.content.heard("ann");

        SendMessage send = (SendMessage) command();
        EditMessage edit = (EditMessage) command();
        assertThat(command()).isInstanceOf(React.class);
        DataKey key = key(proposed);
        assertThat(send.getKeyId()).isEqualTo(key.id());
        assertThat(key.open("c1", Field.CONTENT, send.getContent())).isEqualTo("hi");
        assertThat(send.getData()).startsWith(key.id() + ":");
        assertThat(key.open("c1", Field.DATA, send.getData().substring(key.id().length() + 1)))
                .isEqualTo("{\"a\":1}");
        assertThat(edit.getKeyId()).isEqualTo(key.id());
        assertThat(key.open("c1", Field.CONTENT, edit.getContent())).isEqualTo("ho");
    }

    @Test
    void the_key_is_the_one_that_the_log_has_and_not_the_one_that_was_proposed() throws Exception {
        edge.keys.encrypt();
        ann.text(SAYS);
        proposed();

        Wrapped ofAnotherEdge = edge.keys.give("ann");
        edge.content.heard("ann");

        assertThat(((SendMessage) command()).getKeyId()).isEqualTo(ofAnotherEdge.id());
        ann.text(SAYS);
        assertThat(((SendMessage) command()).getKeyId()).isEqualTo(ofAnotherEdge.id());
        assertThat(edge.proposals.proposals).isEmpty();
    }

    @Test
    void without_a_key_nothing_is_said() throws Exception {
        edge.keys.encrypt();
        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"client_msg_id\":\"x\",\"ref\":\"r\"}");
        proposed();

        edge.proposals.answer.complete(Reply.newBuilder()
                .setOrigin(new io.parley.avro.Origin(0, 1L, 0L, 1L, null))
                .setUser("ann")
                .setResult(Rejected.newBuilder()
                        .setCode("unavailable")
                        .setMessage("away")
                        .build())
                .build());

        assertThat(ann.readText()).contains("unavailable", "\"client_msg_id\":\"x\"", "\"ref\":\"r\"", "Sending again");
        assertThat(edge.bus.commands).isEmpty();
    }

    @Test
    void the_name_of_a_file_is_sealed_and_the_one_that_others_share_is_not_touched() throws Exception {
        Wrapped given = edge.keys.give("ann");
        FileRef shared = new FileRef("f1", "holiday.png", 5L, "image/png", 4, 2);
        edge.claims = (user, chat, file) -> CompletableFuture.completedFuture(Optional.of(shared));

        ann.text("{\"type\":\"message\",\"chat_id\":\"c1\",\"msg_type\":\"image\",\"file_id\":\"f1\"}");

        FileRef sent = ((SendMessage) command()).getFile();
        DataKey key = Objects.requireNonNull(edge.keys.masters()).unwrap(given);
        assertThat(key.open(
                        "c1", Field.FILE_NAME, sent.getName().substring(key.id().length() + 1)))
                .isEqualTo("holiday.png");
        assertThat(shared.getName()).isEqualTo("holiday.png");
    }
}
