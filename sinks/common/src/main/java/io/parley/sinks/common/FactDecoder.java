package io.parley.sinks.common;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes into records, and what can't be decoded into the three cases that a sink must tell apart: bytes that never were a
 * record ({@link PoisonException}), a record of a schema or a kind from a later release ({@link UnknownKindException}),
 * and a registry that can't be asked just now ({@link UnavailableException}).
 */
public final class FactDecoder {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final Map<String, Deserializer<? extends SpecificRecord>> byTopic;

    FactDecoder(Map<String, Deserializer<? extends SpecificRecord>> byTopic) {
        this.byTopic = Map.copyOf(byTopic);
    }

    public static FactDecoder of(Serdes serdes, List<Topic<?>> topics) {
        Map<String, Deserializer<? extends SpecificRecord>> byTopic = new HashMap<>();
        for (Topic<?> topic : topics) {
            byTopic.put(topic.name(), serdes.deserializer(topic));
        }
        return new FactDecoder(byTopic);
    }

    SpecificRecord decode(String topic, byte @Nullable [] bytes) throws PoisonException {
        Deserializer<? extends SpecificRecord> deserializer = byTopic.get(topic);
        if (deserializer == null) {
            throw new UnknownKindException("this sink does not know the topic " + topic);
        }
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new PoisonException(topic + ": no record in the registry's wire format (byte 0, then a 4-byte id)");
        }
        try {
            return deserializer.deserialize(topic, bytes);
        } catch (RuntimeException e) {
            throw switch (DecodingFault.of(e)) {
                case UNKNOWN_SCHEMA ->
                    new UnknownKindException(topic + ": a schema that this release can't read: " + e.getMessage(), e);
                case REGISTRY_AWAY -> new UnavailableException(topic + ": the schema registry does not answer", e);
                case POISON -> throw new PoisonException(topic + ": undecodable: " + e.getMessage(), e);
            };
        }
    }
}
