package io.parley.sinks.common;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a record of the log means to a store: pure, and the same for every delivery of the record.
 *
 * @param <W> what the store can do
 */
public interface Mapping<W> extends RecordMapping<W> {

    /**
     * The writes of a record, in order.
     *
     * @throws PoisonException when a value in it can't be right, like an id that is none
     * @throws UnknownKindException when it is of a kind that this sink does not know
     */
    List<W> writes(SpecificRecord fact) throws PoisonException;

    @Override
    default List<W> writes(SpecificRecord fact, SinkRecord origin) throws PoisonException {
        return writes(fact);
    }
}
