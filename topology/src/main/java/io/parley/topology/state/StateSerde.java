package io.parley.topology.state;

import io.parley.avro.GeneratedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Values of stores: Avro's single-object encoding, whose fingerprint names the schema, so that a changelog written by an
 * older version stays readable without a registry.
 */
public final class StateSerde<V extends SpecificRecord> {
    private final BinaryMessageEncoder<V> encoder;
    private final BinaryMessageDecoder<V> decoder;

    /** @param earlier schemas of rows that an older version may have left */
    public StateSerde(Class<V> type, Schema... earlier) {
        SpecificData model = GeneratedRecords.model(type);
        Schema schema = model.getSchema(type);
        SchemaStore.Cache known = new SchemaStore.Cache();
        List.of(earlier).forEach(known::addSchema);
        encoder = new BinaryMessageEncoder<>(model, schema, false);
        decoder = new BinaryMessageDecoder<>(model, schema, known);
    }

    /** A schema as it was before the last of its fields came. */
    public static Schema without(Schema now, String... last) {
        List<Schema.Field> fields = now.getFields().stream()
                .filter(field -> !List.of(last).contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
    }

    public byte[] encode(V value) {
        try {
            // Avro's own buffer, until this thread encodes again.
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public V decode(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
