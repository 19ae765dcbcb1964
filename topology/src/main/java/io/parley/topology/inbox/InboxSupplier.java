package io.parley.topology.inbox;

import io.parley.ids.Placement;
import io.parley.topology.Pace;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.TalkStores;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The processor {@code inbox} with the stores that are its own; the leases are a global table of the topology. */
public final class InboxSupplier implements ProcessorSupplier<String, Object, String, Object> {
    private final TalkConfig config;
    private final Placement placement;
    private final ThreadLocal<Pace> paces;

    /** @param paces of the threads, each for all its shards */
    public InboxSupplier(TalkConfig config, Placement placement, ThreadLocal<Pace> paces) {
        this.config = config;
        this.placement = placement;
        this.paces = paces;
    }

    @Override
    public Processor<String, Object, String, Object> get() {
        return new InboxProcessor(config, placement, paces.get());
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Stream.of(
                        TalkStores.STREAMS,
                        TalkStores.KEPT,
                        TalkStores.UNREAD,
                        TalkStores.SESSIONS,
                        TalkStores.PROFILES,
                        TalkStores.DEVICES,
                        TalkStores.REVOCATIONS,
                        TalkStores.KEYS)
                .map(name -> TalkStores.store(name, config.storage()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
