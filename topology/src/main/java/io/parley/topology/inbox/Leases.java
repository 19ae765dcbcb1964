package io.parley.topology.inbox;

import io.parley.avro.Lease;
import io.parley.topology.state.TalkStores;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The global table of leases, each looked at once for an input: so one input sees one state of the world. */
final class Leases {
    private final Map<Integer, Optional<Lease>> seen = new HashMap<>();
    private @Nullable ReadOnlyKeyValueStore<String, Lease> store;

    void open(ProcessorContext<?, ?> context) {
        store = context.getStateStore(TalkStores.LEASES);
        forget();
    }

    void forget() {
        seen.clear();
    }

    @Nullable
    Lease of(int slot) {
        return seen.computeIfAbsent(slot, this::read).orElse(null);
    }

    private Optional<Lease> read(int slot) {
        if (store == null) {
            throw new IllegalStateException("not open");
        }
        return Optional.ofNullable(store.get(Integer.toString(slot)));
    }
}
