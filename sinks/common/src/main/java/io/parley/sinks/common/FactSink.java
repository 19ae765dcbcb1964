package io.parley.sinks.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A batch's way: decoded, mapped, written, and only then counted as landed. What is poison is kept in the dead letters
 * after its neighbours are written, so that a batch that is tried again is not buried twice. When {@link #put} throws,
 * nothing of the batch counts as landed.
 */
final class FactSink<W> {
    private final FactDecoder decoder;
    private final RecordMapping<W> mapping;
    private final Store<W> store;
    private final DeadLetters deadLetters;
    private final PoisonBudget budget;
    private final Landed landed = new Landed();

    FactSink(
            FactDecoder decoder,
            RecordMapping<W> mapping,
            Store<W> store,
            DeadLetters deadLetters,
            PoisonBudget budget) {
        this.decoder = decoder;
        this.mapping = mapping;
        this.store = store;
        this.deadLetters = deadLetters;
        this.budget = budget;
    }

    void put(Collection<SinkRecord> batch) {
        landed.mustNotHaveFailed();
        List<W> writes = new ArrayList<>();
        List<Poisoned> poisoned = new ArrayList<>();
        for (SinkRecord record : batch) {
            try {
                writes.addAll(mapping.writes(decoder.decode(record.originalTopic(), bytes(record)), record));
            } catch (PoisonException e) {
                poisoned.add(new Poisoned(record, e));
            }
        }
        store.write(writes);
        bury(poisoned);
        landed.add(batch, store.landing());
    }

    /** Whether something landed since {@link #landed} was last asked. */
    boolean hasLanded() {
        landed.mustNotHaveFailed();
        return landed.hasNews();
    }

    Map<TopicPartition, OffsetAndMetadata> landed(Collection<TopicPartition> partitions) {
        return landed.of(partitions);
    }

    void forget(Collection<TopicPartition> partitions) {
        landed.forget(partitions);
    }

    private void bury(List<Poisoned> poisoned) {
        List<Future<Void>> kept = new ArrayList<>();
        for (Poisoned one : poisoned) {
            budget.spend(one.cause());
            kept.add(deadLetters.keep(one.record(), one.cause()));
        }
        for (Future<Void> one : kept) {
            await(one);
        }
    }

    private static void await(Future<Void> kept) {
        try {
            kept.get();
        } catch (ExecutionException e) {
            throw new ConnectException("a record could not be written to the dead letters", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("stopped while writing dead letters", e);
        }
    }

    private static byte[] bytes(SinkRecord record) throws PoisonException {
        Object value = record.value();
        if (value == null) {
            throw new PoisonException(record.originalTopic() + ": a record without a value");
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw new ConnectException("value.converter must be org.apache.kafka.connect.converters.ByteArrayConverter: "
                + record.originalTopic() + " came as " + value.getClass().getName());
    }

    private record Poisoned(SinkRecord record, PoisonException cause) {}
}
