package io.parley.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Columns in groups of rows. */
final class ParquetFile implements RecordFile {
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final Columns columns;
    private final ParquetWriter<GenericRecord> writer;

    ParquetFile(Path file, Schema schema) throws IOException {
        PlainParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        columns = new Columns(schema);
        writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withSchema(columns.schema())
                // Both named, because the defaults look for a Hadoop.
                .withDataModel(GenericData.get())
                .withCodecFactory(new Gzip())
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(GenericRecord record) throws IOException {
        writer.write(columns.row(record));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
