package io.parley.topology;

import io.parley.avro.Lease;
import io.parley.topology.state.TalkStores;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Holds the newest lease of each slot, as it is on the topic: a restart restores the table from there byte by byte. */
final class LeaseTable implements Processor<String, Lease, Void, Void> {
    private @Nullable KeyValueStore<String, Lease> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(TalkStores.LEASES);
    }

    @Override
    public void process(Record<String, Lease> record) {
        if (store == null) {
            throw new IllegalStateException("not initialised");
        }
        store.put(record.key(), record.value());
    }
}
