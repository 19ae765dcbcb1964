package io.parley.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.avro.Schema;

/** What an export can be written as. */
public enum Format {
    /** An Avro object container file, compressed, its schema in its head. */
    AVRO {
        @Override
        RecordFile create(Path file, Schema schema) throws IOException {
            return new AvroFile(file, schema);
        }
    },
    /** A JSON object a line, as {@code parley tail --json} shows them. */
    JSONL {
        @Override
        RecordFile create(Path file, Schema schema) throws IOException {
            return new JsonLinesFile(file, schema);
        }
    },
    /** Columns, for tools that ask questions. */
    PARQUET {
        @Override
        RecordFile create(Path file, Schema schema) throws IOException {
            return new ParquetFile(file, schema);
        }
    };

    abstract RecordFile create(Path file, Schema schema) throws IOException;

    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
