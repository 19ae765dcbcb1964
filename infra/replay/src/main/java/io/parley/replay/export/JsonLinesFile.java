package io.parley.replay.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.AvroJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A JSON object a line. The record's own two times are ISO, those inside of the value milliseconds, as in the log. */
final class JsonLinesFile implements RecordFile {
    private final BufferedWriter writer;
    private final Schema schema;

    JsonLinesFile(Path file, Schema schema) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        this.schema = schema;
    }

    @Override
    public void write(GenericRecord record) throws IOException {
        ObjectNode line = (ObjectNode) AvroJson.node(schema, record);
        for (String time : new String[] {"record_time", Envelope.EVENT_TIME}) {
            line.put(time, Instant.ofEpochMilli(line.path(time).asLong()).toString());
        }
        writer.write(line.toString());
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
