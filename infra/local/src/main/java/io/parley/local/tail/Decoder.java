package io.parley.local.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.avro.AvroJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Values in Confluent's wire format as JSON, by the schema that they were written with: it knows nothing of our records
 * and so shows also what a newer Parley wrote.
 */
public final class Decoder {
    private static final int HEADER_BYTES = 5;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Finds the schema of an id in a registry. */
    @FunctionalInterface
    public interface SchemaSource {
        /** The schema's JSON. */
        String schema(int id) throws IOException, InterruptedException;
    }

    private final SchemaSource source;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    public Decoder(SchemaSource source) {
        this.source = source;
    }

    /** From the answer of {@code GET /schemas/ids/ID}. */
    public static String schemaOf(String answer) throws IOException {
        return new ObjectMapper().readTree(answer).path("schema").asText();
    }

    /** Does something with a record before it is shown. */
    @FunctionalInterface
    public interface Before {
        void shown(GenericRecord record) throws InterruptedException;
    }

    public JsonNode decode(byte @Nullable [] bytes) throws InterruptedException {
        return decode(bytes, record -> {});
    }

    public JsonNode decode(byte @Nullable [] bytes, Before before) throws InterruptedException {
        if (bytes == null) {
            return NODES.nullNode();
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            return NODES.textNode(new String(bytes, StandardCharsets.UTF_8));
        }
        Schema schema;
        Object value;
        try {
            schema = schema(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
            value = new GenericDatumReader<>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException | RuntimeException e) {
            return NODES.objectNode()
                    .put("undecodable", String.valueOf(e.getMessage()))
                    .put("bytes", bytes);
        }
        if (value instanceof GenericRecord record) {
            before.shown(record);
        }
        return AvroJson.node(schema, value);
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known == null) {
            known = new Schema.Parser().parse(source.schema(id));
            schemas.put(id, known);
        }
        return known;
    }
}
