package io.parley.topology.push;

import io.parley.topology.PushConfig;
import io.parley.topology.state.TalkStores;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The processor {@code push} with the stores that are its own. */
public final class PushSupplier implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {
    private final PushConfig config;

    public PushSupplier(PushConfig config) {
        this.config = config;
    }

    @Override
    public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new PushProcessor(config);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return PushStores.ALL.stream()
                .map(name -> TalkStores.store(name, config.storage()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
