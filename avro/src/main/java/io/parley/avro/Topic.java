package io.parley.avro;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A topic with the type of its values: who holds one can't pair a name with the wrong record. Keys are UTF-8 strings. */
public record Topic<V extends SpecificRecord>(String name, Class<V> valueType) {
    static {
        GeneratedRecords.trust();
    }

    /** The registry's subject of its values (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }
}
