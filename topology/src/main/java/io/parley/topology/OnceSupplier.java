package io.parley.topology;

import io.parley.topology.TalkConfig.Storage;
import io.parley.topology.state.TalkStores;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** A {@link Once} behind each source, all of a task on one store. */
final class OnceSupplier implements ProcessorSupplier<String, Object, String, Object> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> store;

    OnceSupplier(Storage storage) {
        store = TalkStores.rewritten(TalkStores.DECIDED, storage);
    }

    @Override
    public Processor<String, Object, String, Object> get() {
        return new Once();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }
}
