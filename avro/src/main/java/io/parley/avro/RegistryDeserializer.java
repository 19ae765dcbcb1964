package io.parley.avro;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format into the type that it is configured for, whatever compatible schema it was written with.
 * Bytes that are no record are a {@code SerializationException}; a schema that can't be had a
 * {@link SchemaUnavailableException}.
 */
public final class RegistryDeserializer<V extends SpecificRecord> implements Deserializer<V> {
    /** The schema to read into. */
    static final String READER_SCHEMA = "parley.reader.schema";

    private WireFormat.@Nullable Reader<V> reader;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        SchemaRegistry registry = new SchemaRegistry(String.valueOf(config.get("schema.registry.url")));
        if (!(config.get(READER_SCHEMA) instanceof Schema schema)) {
            throw new IllegalArgumentException(READER_SCHEMA + " is missing");
        }
        reader = new WireFormat.Reader<>(schema, registry::schema);
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        if (reader == null) {
            throw new IllegalStateException("not configured");
        }
        return reader.decode(topic, bytes);
    }
}
