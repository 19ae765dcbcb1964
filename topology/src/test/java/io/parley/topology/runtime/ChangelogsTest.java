package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ChangelogsTest {

    @Test
    void each_store_has_one_under_the_name_that_kafka_streams_gives_it_and_a_global_one_has_none() {
        Topology topology = new Topology()
                .addSource("in", "chat.raw")
                .addProcessor("decide", Nothing::new, "in")
                .addProcessor("tell", Nothing::new, "decide")
                .addStateStore(store("chats"), "decide", "tell")
                .addStateStore(store("kept"), "tell")
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("leases"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "leases-in",
                        Serdes.String().deserializer(),
                        Serdes.String().deserializer(),
                        "edge.leases",
                        "leases-table",
                        Nothing::new);

        assertThat(Changelogs.names(topology, "parley-talk"))
                .containsExactly("parley-talk-chats-changelog", "parley-talk-kept-changelog");
    }

    private static org.apache.kafka.streams.state.StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
                .withLoggingEnabled(Map.of());
    }

    private static final class Nothing<A, B> implements Processor<A, B, Void, Void> {
        @Override
        public void process(Record<A, B> record) {
            // Only its place counts.
        }
    }
}
