package io.parley.sinks.common;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A {@link Mapping} for a store that must know where a write came from, so that it can put the record aside when its
 * other side will never take it.
 *
 * @param <W> what the store can do
 */
@FunctionalInterface
public interface RecordMapping<W> {

    /** The writes of a record, in order; {@code origin} is the record as Connect gave it. */
    List<W> writes(SpecificRecord fact, SinkRecord origin) throws PoisonException;
}
