package io.parley.topology.chat;

import io.parley.avro.ChatCommand;
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

/** The processor {@code chat} with the stores that are its own. */
public final class ChatSupplier implements ProcessorSupplier<String, ChatCommand, String, Object> {
    private final TalkConfig config;
    private final Placement placement;
    private final ThreadLocal<Pace> paces;

    /** @param paces of the threads, each for all its shards */
    public ChatSupplier(TalkConfig config, Placement placement, ThreadLocal<Pace> paces) {
        this.config = config;
        this.placement = placement;
        this.paces = paces;
    }

    @Override
    public Processor<String, ChatCommand, String, Object> get() {
        return new ChatProcessor(config, placement, paces.get());
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Stream.of(
                        TalkStores.CHATS,
                        TalkStores.ROSTERS,
                        TalkStores.MEMBERSHIPS,
                        TalkStores.INDEX,
                        TalkStores.REACTIONS,
                        TalkStores.DEDUP,
                        TalkStores.DEDUP_EXPIRY,
                        TalkStores.SENDERS,
                        TalkStores.SENT,
                        TalkStores.UNTOLD)
                .map(name -> TalkStores.store(name, config.storage()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
