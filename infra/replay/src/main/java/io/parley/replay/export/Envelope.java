package io.parley.replay.export;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as it is exported: where it lay, both its times, its key and its value; null for a tombstone. */
final class Envelope {
    static final String EVENT_TIME = "event_time";
    static final String ERASED = "erased";

    private final Schema schema;

    private Envelope(Schema schema) {
        this.schema = schema;
    }

    static Envelope of(Schema value) {
        return new Envelope(fields(value).endRecord());
    }

    /** With a field that says what was erased. */
    static Envelope ofOpened(Schema value) {
        return new Envelope(fields(value)
                .name(ERASED)
                .doc("Where in the value something is empty because its author was erased.")
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .endRecord());
    }

    private static FieldAssembler<Schema> fields(Schema value) {
        Schema time = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        return SchemaBuilder.record("Exported")
                .namespace("io.parley.export")
                .doc("A record of a topic of Parley.")
                .fields()
                .name("partition")
                .doc("Its partition.")
                .type()
                .intType()
                .noDefault()
                .name("offset")
                .doc("Its offset.")
                .type()
                .longType()
                .noDefault()
                .name("record_time")
                .doc("Its time in the log.")
                .type(time)
                .noDefault()
                .name(EVENT_TIME)
                .doc("When it happened: the value's own, or the record time where it has none.")
                .type(time)
                .noDefault()
                .name("key")
                .doc("Its key.")
                .type()
                .nullable()
                .stringType()
                .noDefault()
                .name("value")
                .doc("Its value; null for a tombstone.")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), value))
                .withDefault(null);
    }

    Schema schema() {
        return schema;
    }

    GenericRecord wrap(ConsumerRecord<String, byte[]> record, @Nullable GenericRecord value) {
        GenericRecord out = new GenericData.Record(schema);
        out.put("partition", record.partition());
        out.put("offset", record.offset());
        out.put("record_time", record.timestamp());
        out.put(EVENT_TIME, eventTime(record, value));
        out.put("key", record.key());
        out.put("value", value);
        return out;
    }

    private static long eventTime(ConsumerRecord<String, byte[]> record, @Nullable GenericRecord value) {
        if (value == null || value.getSchema().getField(EVENT_TIME) == null) {
            return record.timestamp();
        }
        return (Long) value.get(EVENT_TIME);
    }
}
