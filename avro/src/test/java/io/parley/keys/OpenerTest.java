package io.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.EditMessage;
import io.parley.avro.FileRef;
import io.parley.avro.KeyFact;
import io.parley.avro.Message;
import io.parley.avro.MessageEdited;
import io.parley.avro.SendMessage;
import io.parley.keys.MasterKeys.Wrapped;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenerTest {
    private static final Instant ERASED = Instant.parse("2026-11-28T12:00:00Z");

    private final MasterKeys masters = MasterKeys.parse(List.of(MasterKeysTest.line("m", 7)), "here");
    private final Wrapped wrapped = masters.make("alice", 0);
    private final KeyRing ring = new KeyRing();
    private final Opener opener = new Opener(ring, () -> masters);

    @Test
    void all_that_a_person_wrote_is_sealed_and_opened_again() {
        ring.observe(made(1));
        SendMessage send = said();
        FileRef file = send.getFile();

        Sealer.seal("c1", send, masters.unwrap(wrapped));

        assertThat(send.toString()).doesNotContain("hello", "\\\"a\\\"", "holiday");
        assertThat(file.getName()).isEqualTo("holiday.png");
        Message message = message(send);
        opener.open(message);
        assertThat(message.getContent()).isEqualTo("hello");
        assertThat(message.getData()).isEqualTo("{\"a\":1}");
        assertThat(message.getFile().getName()).isEqualTo("holiday.png");
        assertThat(message.getKeyId()).isNull();
        assertThat(message.getDeletedAt()).isNull();
    }

    @Test
    void what_was_written_before_stays_as_it_is() {
        Message plain = message(said());

        opener.open(plain);

        assertThat(plain).isEqualTo(message(said()));
        assertThat(opener.isDecided(null)).isTrue();
    }

    @Test
    void an_edit_under_another_mode_leaves_data_and_name_under_their_own_key() {
        ring.observe(made(1));
        SendMessage sealed = said();
        Sealer.seal("c1", sealed, masters.unwrap(wrapped));
        Message editedInPlain = message(sealed);
        editedInPlain.setContent("in plain");
        editedInPlain.setKeyId(null);
        EditMessage edit = new EditMessage("e1", "m1", "sealed", null, null);
        Sealer.seal("c1", edit, masters.unwrap(wrapped));
        Message editedSealed = message(said());
        editedSealed.setContent(edit.getContent());
        editedSealed.setKeyId(edit.getKeyId());

        assertThat(Opener.keysOf(editedInPlain)).containsExactly(wrapped.id());
        for (Message message : List.of(editedInPlain, editedSealed)) {
            opener.open(message);
            assertThat(message.getData()).isEqualTo("{\"a\":1}");
            assertThat(message.getFile().getName()).isEqualTo("holiday.png");
        }
        assertThat(editedInPlain.getContent()).isEqualTo("in plain");
        assertThat(editedSealed.getContent()).isEqualTo("sealed");
        opener.open(editedSealed);
        assertThat(editedSealed.getContent()).as("opened once more").isEqualTo("sealed");
    }

    @Test
    void without_its_key_a_message_is_a_deleted_one() {
        SendMessage send = said();
        Sealer.seal("c1", send, masters.unwrap(wrapped));
        ring.observe(made(1));
        ring.observe(erased(2));
        Message message = message(send);

        opener.open(message);

        assertThat(message.getContent()).isNull();
        assertThat(message.getData()).isNull();
        assertThat(message.getFile()).isNull();
        assertThat(message.getDeletedAt()).isEqualTo(ERASED);
        assertThat(opener.content(wrapped.id(), "c1", send.getContent())).isNull();
    }

    @Test
    void an_edit_without_its_key_is_nothing_any_more() {
        EditMessage edit = new EditMessage("e1", "m1", "changed", null, null);
        Sealer.seal("c1", edit, masters.unwrap(wrapped));
        MessageEdited edited = new MessageEdited(
                "m1", "c1", 1L, "alice", edit.getContent(), List.of(), ERASED, "alice", edit.getKeyId());
        ring.observe(made(1));

        MessageEdited open = MessageEdited.newBuilder(edited).build();
        assertThat(opener.open(open)).isTrue();
        assertThat(open.getContent()).isEqualTo("changed");

        ring.observe(erased(2));
        assertThat(opener.open(edited)).isFalse();
    }

    @Test
    void a_key_that_is_still_to_come_is_waited_for_and_never_taken_for_destroyed() {
        SendMessage send = said();
        Sealer.seal("c1", send, masters.unwrap(wrapped));

        assertThat(opener.isDecided(wrapped.id())).isFalse();
        assertThatThrownBy(() -> opener.open(message(send))).isInstanceOf(KeyUnavailableException.class);
        assertThat(message(send).getContent()).isEqualTo(send.getContent());
    }

    @Test
    void erased_stays_erased_whatever_is_heard_again_and_a_new_key_opens_only_its_own() {
        Wrapped later = masters.make("alice", 2);
        ring.observe(made(1));
        ring.observe(erased(2));
        ring.observe(made(1));
        SendMessage old = said();
        Sealer.seal("c1", old, masters.unwrap(wrapped));

        assertThat(opener.isDecided(later.id()))
                .as("a key made after it is still to come")
                .isFalse();
        ring.observe(fact(3, later));

        Message before = message(old);
        opener.open(before);
        assertThat(before.getDeletedAt()).isEqualTo(ERASED);
        SendMessage now = said();
        Sealer.seal("c1", now, masters.unwrap(later));
        Message after = message(now);
        opener.open(after);
        assertThat(after.getContent()).isEqualTo("hello");
        assertThat(after.getDeletedAt()).isNull();
    }

    @Test
    void what_its_key_did_not_seal_there_is_left_out() {
        ring.observe(made(1));
        SendMessage send = said();
        Sealer.seal("another", send, masters.unwrap(wrapped));
        Message moved = message(send);

        opener.open(moved);

        assertThat(moved.getContent()).isEmpty();
        assertThat(moved.getData()).isEqualTo("{}");
    }

    @Test
    void without_master_keys_nothing_is_shown() {
        ring.observe(made(1));
        SendMessage send = said();
        Sealer.seal("c1", send, masters.unwrap(wrapped));

        assertThatThrownBy(() -> new Opener(ring, () -> null).open(message(send)))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("no master keys");
    }

    private static SendMessage said() {
        return new SendMessage(
                "1",
                "image",
                "hello",
                null,
                List.of("bob"),
                new FileRef("f", "holiday.png", 1L, "image/png", null, null),
                "{\"a\":1}",
                null);
    }

    private static Message message(SendMessage send) {
        Message message = new Message();
        message.setMsgId("m1");
        message.setChatId("c1");
        message.setChatSeq(1L);
        message.setSender("alice");
        message.setMsgType(send.getMsgType());
        message.setContent(send.getContent());
        message.setCreatedAt(Instant.EPOCH);
        message.setMentions(send.getMentions());
        message.setFile(send.getFile());
        message.setData(send.getData());
        message.setKeyId(send.getKeyId());
        return message;
    }

    private KeyFact made(long stamp) {
        return fact(stamp, wrapped);
    }

    private static KeyFact erased(long stamp) {
        return new KeyFact("e", "erased", ERASED, stamp, null, "alice", null, null, ERASED, stamp, "app");
    }

    private static KeyFact fact(long stamp, Wrapped key) {
        return new KeyFact("e", "key", Instant.EPOCH, stamp, null, "alice", key.id(), key.wrapped(), null, null, null);
    }
}
