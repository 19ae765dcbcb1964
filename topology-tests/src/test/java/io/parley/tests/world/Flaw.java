package io.parley.tests.world;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What stands between a shard and its log: nothing, unless a test plants a bug there to see whether it is found. Read and
 * written are as the shard sees them; what it does not touch passes as it is.
 */
public interface Flaw {
    Flaw NONE = new Flaw() {};

    default SpecificRecord read(SpecificRecord value) {
        return value;
    }

    default List<SpecificRecord> written(SpecificRecord value) {
        return List.of(value);
    }
}
