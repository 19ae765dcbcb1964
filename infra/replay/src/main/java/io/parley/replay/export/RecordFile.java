package io.parley.replay.export;

import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/** A file that records are written to one after another. It is readable once it is closed. */
interface RecordFile extends AutoCloseable {
    void write(GenericRecord record) throws IOException;

    @Override
    void close() throws IOException;
}
