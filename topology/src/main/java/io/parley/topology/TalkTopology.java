package io.parley.topology;

import io.parley.avro.Lease;
import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.ids.Placement;
import io.parley.topology.chat.ChatSupplier;
import io.parley.topology.inbox.InboxSupplier;
import io.parley.topology.state.TalkStores;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The hot application. Task p is shard p of the world: it holds the chats and the users whose home is p. One sub-topology,
 * so that Streams keeps the four sources of a shard together.
 *
 * <p>A pure builder: nothing here knows a client, an environment or a clock.
 */
public final class TalkTopology {
    public static final String APPLICATION_ID = "parley-talk";

    private final Serdes serdes;
    private final Placement placement;
    private final Topology topology;

    private TalkTopology(Topology topology, Placement placement, Serdes serdes) {
        this.topology = topology;
        this.placement = placement;
        this.serdes = serdes;
    }

    /**
     * @param placement where chats and users are at home; of one process without a cluster, all that is not shard 0 is
     *     elsewhere and goes over {@code user.inbox}
     */
    public static Topology build(TalkConfig config, Placement placement, Serdes serdes) {
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(naming())));
        new TalkTopology(topology, placement, serdes).add(config);
        return topology;
    }

    /** An internal topic or store without a name of its own is an error: its generated name would change with the code. */
    private static Properties naming() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return properties;
    }

    private void add(TalkConfig config) {
        ThreadLocal<Pace> paces = ThreadLocal.withInitial(() -> new Pace(config.commits()));

        // 1. Who holds which edge slot: every shard knows, because it must not tell an edge that is gone.
        topology.addGlobalStore(
                leases(),
                Nodes.EDGE_LEASES,
                new StringDeserializer(),
                serdes.deserializer(Topics.EDGE_LEASES),
                Topics.EDGE_LEASES.name(),
                Nodes.LEASES,
                LeaseTable::new);

        // 2. Every input is taken once, also when the group's offsets are lost and it is read from its beginning.
        OnceSupplier once = new OnceSupplier(config.storage());
        source(Nodes.CHAT_RAW, Topics.CHAT_RAW, Nodes.ONCE_CHAT, once);
        source(Nodes.USER_INBOX, Topics.USER_INBOX, Nodes.ONCE_INBOX, once);
        source(Nodes.USER_SESSIONS, Topics.USER_SESSIONS, Nodes.ONCE_SESSIONS, once);
        source(Nodes.USER_RAW, Topics.USER_RAW, Nodes.ONCE_USER, once);

        // 3. What users want done in chats is decided in the order of the log.
        topology.addProcessor(Nodes.CHAT, new ChatSupplier(config, placement, paces), Nodes.ONCE_CHAT);

        // 4. What is decided becomes facts, placed by the chat alone.
        byChat(Nodes.TO_MESSAGES, Topics.CHAT_MESSAGES);
        byChat(Nodes.TO_MEMBERS, Topics.CHAT_MEMBERS);
        byChat(Nodes.TO_MARKS, Topics.CHAT_MARKS);
        byChat(Nodes.TO_REPORTS, Topics.CHAT_REPORTS);

        // 5. Members who are at home elsewhere are told by one record a shard; those here by a call.
        sink(Nodes.TO_INBOX, Topics.USER_INBOX, (topic, key, batch, partitions) -> at(batch.getShard()), Nodes.CHAT);
        topology.addProcessor(
                Nodes.INBOX,
                new InboxSupplier(config, placement, paces),
                Nodes.CHAT,
                Nodes.ONCE_INBOX,
                Nodes.ONCE_SESSIONS,
                Nodes.ONCE_USER);

        // 6. What changed for users goes to sinks, and to the edges that hold their connections.
        sink(
                Nodes.TO_CHANGES,
                Topics.USER_CHANGES,
                (topic, key, change, partitions) -> at(change.getShard()),
                Nodes.INBOX);
        sink(
                Nodes.TO_PROFILES,
                Topics.USER_PROFILES,
                (topic, user, profile, partitions) -> at(placement.shardOf(user)),
                Nodes.INBOX);
        sink(
                Nodes.TO_DEVICES,
                Topics.USER_DEVICES,
                (topic, key, device, partitions) -> at(placement.shardOf(device.getUser())),
                Nodes.INBOX);
        sink(
                Nodes.TO_REVOCATIONS,
                Topics.USER_REVOCATIONS,
                (topic, user, revocation, partitions) -> at(placement.shardOf(user)),
                Nodes.INBOX);
        sink(
                Nodes.TO_KEYS,
                Topics.USER_KEYS,
                (topic, key, fact, partitions) -> at(placement.shardOf(fact.getUser())),
                Nodes.INBOX);
        sink(
                Nodes.TO_DELIVERY,
                Topics.EDGE_DELIVERY,
                (topic, slot, delivery, partitions) -> at(Integer.parseInt(slot)),
                Nodes.INBOX);
    }

    private StoreBuilder<KeyValueStore<String, Lease>> leases() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(TalkStores.LEASES),
                        org.apache.kafka.common.serialization.Serdes.String(),
                        serdes.serde(Topics.EDGE_LEASES))
                .withLoggingDisabled();
    }

    private <V extends SpecificRecord> void source(String node, Topic<V> topic, String behind, OnceSupplier once) {
        Deserializer<V> values = serdes.deserializer(topic);
        topology.addSource(node, new StringDeserializer(), values, topic.name());
        topology.addProcessor(behind, once, node);
    }

    /** Keys of members are {@code chat_id/user}, but a chat's facts lie together. */
    private <V extends SpecificRecord> void byChat(String node, Topic<V> topic) {
        sink(
                node,
                topic,
                (name, key, fact, partitions) -> {
                    int slash = key.indexOf('/');
                    return at(placement.shardOf(slash < 0 ? key : key.substring(0, slash)));
                },
                Nodes.CHAT);
    }

    private <V extends SpecificRecord> void sink(
            String node, Topic<V> topic, StreamPartitioner<String, V> partitioner, String parent) {
        Serializer<V> values = serdes.serializer(topic);
        topology.addSink(node, topic.name(), new StringSerializer(), values, partitioner, parent);
    }

    private static Optional<Set<Integer>> at(int partition) {
        return Optional.of(Set.of(partition));
    }
}
