package io.parley.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Confluent's wire format by hand, for where no registry is: byte 0, the schema's id in 4 bytes, Avro binary. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    static <V extends SpecificRecord> byte @Nullable [] encode(int id, @Nullable V value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<V>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("no " + value.getSchema().getName() + ": " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    static <V extends SpecificRecord> @Nullable V decode(
            byte @Nullable [] bytes, IntFunction<Optional<Schema>> schemas, Topic<V> topic) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new SerializationException(topic.name() + ": no record in the registry's wire format");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        Schema written = schemas.apply(id)
                .orElseThrow(() -> new SerializationException(topic.name() + ": no schema has the id " + id));
        try {
            SpecificDatumReader<V> reader = new SpecificDatumReader<>(written, topic.schema());
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    topic.name() + ": no " + topic.schema().getName() + ": " + e.getMessage(), e);
        }
    }
}
