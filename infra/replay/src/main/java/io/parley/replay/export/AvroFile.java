package io.parley.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** An Avro object container file. */
final class AvroFile implements RecordFile {
    private static final int DEFLATE_LEVEL = 6;

    private final DataFileWriter<GenericRecord> writer;

    AvroFile(Path file, Schema schema) throws IOException {
        writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
                .setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL))
                .create(schema, file.toFile());
    }

    @Override
    public void write(GenericRecord record) throws IOException {
        writer.append(record);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
