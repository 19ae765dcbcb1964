package io.parley.replay.export;

import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.SchemaRegistry;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.keys.Opener;
import io.parley.keys.RecordOpener;
import io.parley.sinks.fixtures.Facts;
import io.parley.sinks.fixtures.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Two days of talk, the same each time, as an export has them. */
final class Exported {
    static final Schema VALUE = new Schema.Parser().parse(SchemaRegistry.text(Topics.CHAT_MESSAGES.schema()));
    static final Envelope ENVELOPE = Envelope.of(VALUE);

    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final int WIRE_HEADER = 5;
    private static final String[] PEOPLE = {"ann", "bob", "cat"};

    private Exported() {}

    /** A group that answers fast, one that answers slowly, and two people. */
    static List<GenericRecord> messages() {
        List<MessageFact> facts = new ArrayList<>();
        talk(facts, "gFast", 24, 2 * MINUTE);
        talk(facts, "gSlow", 12, 150 * MINUTE);
        talk(facts, "dTwo", 6, 5 * HOUR);
        facts.add(Facts.edited("gFast", 2, stamp(1, 2 * MINUTE), 1, Facts.T0 + 2 * HOUR, "another word", "bob"));
        facts.add(Facts.deleted("gFast", 3, stamp(2, 2 * MINUTE), 1, Facts.T0 + 3 * HOUR));
        facts.add(Facts.reacted("gFast", 4, stamp(3, 2 * MINUTE), Facts.T0 + 4 * HOUR, "cat", 1));
        List<GenericRecord> records = new ArrayList<>();
        for (MessageFact fact : facts) {
            records.add(record(ENVELOPE, records.size(), fact));
        }
        return records;
    }

    private static void talk(List<MessageFact> facts, String chat, int count, long pause) {
        for (int i = 0; i < count; i++) {
            long stamp = stamp(i, pause);
            facts.add(Facts.said(Facts.message(chat, i + 1, stamp).setSender(PEOPLE[i % PEOPLE.length]), 1, stamp));
        }
    }

    private static long stamp(int number, long pause) {
        return Facts.T0 + number * pause;
    }

    private static GenericRecord record(Envelope envelope, long offset, MessageFact fact) {
        byte[] bytes = Serdes.inMemory().serializer(Topics.CHAT_MESSAGES).serialize("", fact);
        return envelope.wrap(
                new ConsumerRecord<>(Topics.CHAT_MESSAGES.name(), 0, offset, fact.getChatId(), bytes), decode(bytes));
    }

    private static GenericRecord decode(byte[] bytes) {
        try {
            return new GenericDatumReader<GenericRecord>(VALUE)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Format format, Path folder) throws IOException {
        Path file = folder.resolve("chat.messages." + format.ending());
        try (RecordFile out = format.create(file, ENVELOPE.schema())) {
            for (GenericRecord record : messages()) {
                out.write(record);
            }
        }
        return file;
    }

    /** What ann said, and bob, who was erased: sealed in the log, and opened. */
    static void writeOpened(Format format, Path folder) throws IOException {
        Keys keys = new Keys();
        List<MessageFact> facts = new ArrayList<>();
        for (String who : List.of("ann", "bob")) {
            long stamp = stamp(facts.size(), MINUTE);
            Message.Builder message =
                    Facts.message("gSealed", facts.size() + 1, stamp).setSender(who);
            facts.add(Facts.said(Keys.seal(message, keys.give(who)), 1, stamp));
        }
        keys.erase("bob", Instant.EPOCH);
        RecordOpener opener = new RecordOpener(new Opener(keys.ring(), keys::masters));
        Envelope envelope = Envelope.ofOpened(VALUE);
        try (RecordFile out = format.create(folder.resolve("opened." + format.ending()), envelope.schema())) {
            for (int offset = 0; offset < facts.size(); offset++) {
                GenericRecord record = record(envelope, offset, facts.get(offset));
                record.put(
                        Envelope.ERASED,
                        opener.open((GenericRecord) record.get("value")).erased());
                out.write(record);
            }
        }
    }
}
