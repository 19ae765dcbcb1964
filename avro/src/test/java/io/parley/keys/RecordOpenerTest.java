package io.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.ChatCommand;
import io.parley.avro.EditMessage;
import io.parley.avro.FileRef;
import io.parley.avro.KeyFact;
import io.parley.avro.SendMessage;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.keys.MasterKeys.Wrapped;
import io.parley.keys.RecordOpener.Unopened;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Records of a topic, as who does not know their classes opens them. */
class RecordOpenerTest {
    private static final int WIRE_HEADER = 5;

    private final MasterKeys masters = MasterKeys.parse(List.of(MasterKeysTest.line("m", 7)), "here");
    private final Wrapped wrapped = masters.make("alice", 0);
    private final KeyRing ring = new KeyRing();
    private final RecordOpener opener = new RecordOpener(new Opener(ring, () -> masters));

    @Test
    void content_data_and_the_files_name_come_in_plain_and_no_key_is_named() throws IOException {
        ring.observe(fact("key", 1));
        GenericRecord command = generic(sealed("c1", said()));

        Unopened not = opener.open(command);

        assertThat(not).isEqualTo(new Unopened(List.of(), List.of()));
        assertThat(command).hasToString(generic(command("c1", said())).toString());
    }

    @Test
    void what_is_plain_stays_as_it_is() throws IOException {
        GenericRecord command = generic(command("c1", said()));

        assertThat(opener.open(command).erased()).isEmpty();
        assertThat(command).hasToString(generic(command("c1", said())).toString());
    }

    @Test
    void what_was_erased_is_empty_says_where_and_keeps_the_keys_id() throws IOException {
        ring.observe(fact("erased", 2));
        GenericRecord send = generic(sealed("c1", said()));
        GenericRecord edit = generic(sealed("c1", new EditMessage("e1", "m1", "changed", null, null)));

        assertThat(opener.open(send).erased()).containsExactly("command.content", "command.data", "command.file.name");
        assertThat(opener.open(edit).erased()).containsExactly("command.content");

        GenericRecord inner = (GenericRecord) send.get("command");
        assertThat(inner.get("content")).hasToString("");
        assertThat(inner.get("data")).hasToString("");
        assertThat(((GenericRecord) inner.get("file")).get("name")).hasToString("");
        assertThat(inner.get("key_id")).hasToString(wrapped.id());
    }

    @Test
    void what_its_key_did_not_seal_there_stays_and_is_said() throws IOException {
        ring.observe(fact("key", 1));
        ChatCommand moved = sealed("another", said());
        moved.setChatId("c1");
        GenericRecord command = generic(moved);
        String before = command.toString();

        assertThat(opener.open(command).forged())
                .containsExactly("command.content", "command.data", "command.file.name");

        assertThat(command).hasToString(before);
    }

    @Test
    void a_key_that_is_not_at_hand_leaves_the_record_as_it_was() throws IOException {
        GenericRecord command = generic(sealed("c1", said()));
        String before = command.toString();

        assertThatThrownBy(() -> opener.open(command)).isInstanceOf(KeyUnavailableException.class);

        assertThat(command).hasToString(before);
    }

    private ChatCommand sealed(String chat, Object command) {
        Sealer.seal(chat, command, masters.unwrap(wrapped));
        return command(chat, command);
    }

    private static ChatCommand command(String chat, Object command) {
        ChatCommand made = new ChatCommand();
        made.setEventId("e");
        made.setKind("send");
        made.setEventTime(Instant.EPOCH);
        made.setChatId(chat);
        made.setUser("alice");
        made.setCommand(command);
        return made;
    }

    private static GenericRecord generic(ChatCommand command) throws IOException {
        byte[] bytes = Serdes.inMemory().serializer(Topics.CHAT_RAW).serialize("", command);
        Schema schema = Topics.CHAT_RAW.schema();
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
    }

    private static SendMessage said() {
        FileRef file = new FileRef("f", "holiday.png", 1L, "image/png", null, null);
        return new SendMessage("1", "image", "hello", null, List.of("bob"), file, "{\"a\":1}", null);
    }

    private KeyFact fact(String kind, long stamp) {
        KeyFact fact = new KeyFact();
        fact.setEventId("e");
        fact.setKind(kind);
        fact.setEventTime(Instant.EPOCH);
        fact.setStamp(stamp);
        fact.setUser("alice");
        if (kind.equals("key")) {
            fact.setKeyId(wrapped.id());
            fact.setWrapped(wrapped.wrapped());
        } else {
            fact.setErasedAt(Instant.EPOCH);
            fact.setErasedStamp(stamp);
            fact.setService("app");
        }
        return fact;
    }
}
