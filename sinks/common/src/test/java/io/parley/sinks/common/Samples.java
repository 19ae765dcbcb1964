package io.parley.sinks.common;

import io.parley.avro.MarkFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Records of two releases: ours, and one from later whose user.changes know a kind more. */
final class Samples {
    static final String MARKS = Topics.CHAT_MARKS.name();
    static final String CHANGES = Topics.USER_CHANGES.name();
    static final List<Topic<?>> TOPICS = List.of(Topics.CHAT_MARKS, Topics.USER_CHANGES);

    private static final int LATER_ID = 1000;
    private static final Schema LATER = new Schema.Parser()
            .parse(Topics.USER_CHANGES
                    .schema()
                    .toString()
                    .replace(
                            "\"name\":\"change\",\"type\":[",
                            "\"name\":\"change\",\"type\":[{\"type\":\"record\",\"name\":\"Kissed\",\"fields\":[]},"));

    private Samples() {}

    static byte[] mark(String user) {
        MarkFact fact = MarkFact.newBuilder()
                .setEventId("e-" + user)
                .setKind("read")
                .setEventTime(Instant.ofEpochMilli(1_795_514_400_123L))
                .setStamp(1_795_514_400_123_000L)
                .setChatId("gTeam")
                .setVersion(1)
                .setUser(user)
                .build();
        return Serdes.inMemory().serializer(Topics.CHAT_MARKS).serialize(MARKS, fact);
    }

    /** A sound record of a kind that only the later release knows. */
    static byte[] fromLater() {
        GenericData.Record change = new GenericData.Record(LATER);
        change.put("event_id", "e1");
        change.put("kind", "kissed");
        change.put("event_time", 0L);
        change.put("stamp", 1L);
        change.put("shard", 0);
        Schema kissed = LATER.getField("change").schema().getTypes().get(0);
        change.put("change", new GenericData.Record(kissed));
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(LATER_ID).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericData.Record>(LATER).write(change, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A registry that has our schemas and the later one. */
    static Serdes serdes() {
        return new Serdes() {
            @Override
            public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
                return Serdes.inMemory().serializer(topic);
            }

            @Override
            public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
                Deserializer<V> ours = Serdes.inMemory().deserializer(topic);
                return (name, bytes) -> ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt() == LATER_ID
                        ? readLater(topic, bytes)
                        : ours.deserialize(name, bytes);
            }
        };
    }

    private static <V extends SpecificRecord> V readLater(Topic<V> topic, byte[] bytes) {
        int header = 1 + Integer.BYTES;
        try {
            return new SpecificDatumReader<V>(LATER, topic.schema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, header, bytes.length - header, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(topic.name() + ": " + e.getMessage(), e);
        }
    }
}
