package io.parley.replay.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.SchemaRegistry;
import io.parley.local.provision.Http;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Values of one topic, all in one schema whatever each was written with: the newest that the registry has for the topic,
 * into which every older one can be read.
 */
final class Values {
    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Schema schema;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    private Values(SchemaRegistry registry, Schema schema) {
        this.registry = registry;
        this.schema = schema;
    }

    static Values of(String registry, String topic) throws IOException, InterruptedException {
        String answer = new Http()
                .send("GET", registry + "/subjects/" + topic + "-value/versions/latest", "")
                .require("The schema of " + topic + " cannot be had");
        String text = new ObjectMapper().readTree(answer).path("schema").asText();
        return new Values(new SchemaRegistry(registry), new Schema.Parser().parse(text));
    }

    Schema schema() {
        return schema;
    }

    /** Empty when the bytes are no record of the topic. */
    Optional<GenericRecord> read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            return Optional.empty();
        }
        GenericDatumReader<GenericRecord> reader =
                readers.computeIfAbsent(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt(), this::reader);
        try {
            return Optional.of(reader.read(
                    null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null)));
        } catch (IOException | AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        return new GenericDatumReader<>(registry.schema(id), schema);
    }
}
