package io.parley.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Confluent's wire format: byte 0, the 4-byte id of the writer's schema in the registry, Avro binary. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private static final Map<Class<?>, DatumWriter<SpecificRecord>> WRITERS = new ConcurrentHashMap<>();

    /** Has a buffer, which is made once a thread. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODER = new ThreadLocal<>();

    private WireFormat() {}

    static byte[] encode(int id, SpecificRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODER.get());
            ENCODER.set(encoder);
            WRITERS.computeIfAbsent(value.getClass(), type -> writer(value.getSchema(), type))
                    .write(value, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("no " + value.getSchema().getName() + ": " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private static DatumWriter<SpecificRecord> writer(Schema schema, Class<?> type) {
        return new SpecificDatumWriter<>(schema, GeneratedRecords.model(type));
    }

    /** Reads into one schema from any compatible one; makes a reader for each writer's schema once. */
    static final class Reader<V extends SpecificRecord> {
        private final Schema expected;
        private final IntFunction<Schema> schemas;
        private final Map<Integer, DatumReader<V>> readers = new ConcurrentHashMap<>();

        Reader(Schema expected, IntFunction<Schema> schemas) {
            this.expected = expected;
            this.schemas = schemas;
        }

        @Nullable
        V decode(String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
                throw new SerializationException(topic + ": no record in the registry's wire format");
            }
            int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
            DatumReader<V> reader = readers.get(id);
            return read(topic, reader == null ? readerOf(topic, id) : reader, bytes);
        }

        private @Nullable V read(String topic, DatumReader<V> reader, byte[] bytes) {
            try {
                int length = bytes.length - HEADER_BYTES;
                return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, null));
            } catch (IOException | RuntimeException e) {
                throw new SerializationException(topic + ": no " + expected.getName() + ": " + e.getMessage(), e);
            }
        }

        private DatumReader<V> readerOf(String topic, int id) {
            Schema written;
            try {
                written = schemas.apply(id);
            } catch (SchemaUnavailableException e) {
                throw new SchemaUnavailableException(topic + ": schema " + id + ": " + e.getMessage(), e);
            }
            return readers.computeIfAbsent(id, any -> new SpecificDatumReader<>(written, expected));
        }
    }
}
