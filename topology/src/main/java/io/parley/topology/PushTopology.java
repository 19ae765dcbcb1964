package io.parley.topology;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.ids.Placement;
import io.parley.topology.push.Deliveries;
import io.parley.topology.push.PushSupplier;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The cool application: decides which messages wake whom. Task p of its second sub-topology holds the users whose home is
 * shard p. Nothing hot waits for it: it reads what talk has told, and who reads its requests only sends.
 *
 * <p>A pure builder: nothing here knows a client, an environment or a clock.
 */
public final class PushTopology {
    public static final String APPLICATION_ID = "parley-push";

    private final Serdes serdes;
    private final Topology topology;

    private PushTopology(Topology topology, Serdes serdes) {
        this.topology = topology;
        this.serdes = serdes;
    }

    public static Topology build(PushConfig config, Placement placement, Serdes serdes) {
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(naming())));
        new PushTopology(topology, serdes).add(config, placement);
        return topology;
    }

    private static Properties naming() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return properties;
    }

    private void add(PushConfig config, Placement placement) {
        // 1. Deliveries are told in the chat's shard, and a push is decided in the user's.
        source(PushNodes.CHAT_MARKS, Topics.CHAT_MARKS);
        topology.addProcessor(PushNodes.DELIVERIES, Deliveries::new, PushNodes.CHAT_MARKS);
        byUser(PushNodes.TO_MARKS, Topics.PUSH_MARKS, placement, PushNodes.DELIVERIES);

        // 2. What users hear, where they are, what they have and where to push meet in one task.
        source(PushNodes.CHANGES, Topics.USER_CHANGES);
        source(PushNodes.DEVICES, Topics.USER_DEVICES);
        source(PushNodes.MARKS, Topics.PUSH_MARKS);
        topology.addProcessor(
                PushNodes.PUSH, new PushSupplier(config), PushNodes.CHANGES, PushNodes.DEVICES, PushNodes.MARKS);

        // 3. What is decided is sent by a sink.
        byUser(PushNodes.TO_REQUESTS, Topics.PUSH_REQUESTS, placement, PushNodes.PUSH);
    }

    private <V extends SpecificRecord> void source(String node, Topic<V> topic) {
        topology.addSource(node, new StringDeserializer(), serdes.deserializer(topic), topic.name());
    }

    private <V extends SpecificRecord> void byUser(String node, Topic<V> topic, Placement placement, String parent) {
        topology.<String, V>addSink(
                node,
                topic.name(),
                new StringSerializer(),
                serdes.serializer(topic),
                (name, user, value, partitions) -> Optional.of(Set.of(placement.shardOf(user))),
                parent);
    }
}
