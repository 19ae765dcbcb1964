package io.parley.tests.world;

import io.parley.avro.InboxBatch;
import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.ids.Placement;
import io.parley.topology.TalkConfig;
import io.parley.topology.TalkTopology;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** Starts instances of one task of talk, as production configures them as far as a driver can. */
record Drivers(Placement placement, TalkConfig config) {
    static final String APPLICATION = "talk";

    TopologyTestDriver start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new TopologyTestDriver(
                TalkTopology.build(config, placement, new LocalSerdes()), properties, World.BEGIN);
    }

    /**
     * A driver feeds what it writes to user.inbox back to itself, whatever partition it chose. What is for another shard is
     * carried there by the world, so here it must come to nothing: it is read as a batch without recipients.
     */
    private static final class LocalSerdes implements Serdes {
        private final Serdes plain = Serdes.inMemory();

        @Override
        public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
            return plain.serializer(topic);
        }

        @Override
        public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
            Deserializer<V> deserializer = plain.deserializer(topic);
            if (!topic.equals(Topics.USER_INBOX)) {
                return deserializer;
            }
            return (name, bytes) -> {
                V value = deserializer.deserialize(name, bytes);
                if (value instanceof InboxBatch batch && batch.getShard() != 0) {
                    batch.setRecipients(List.of());
                }
                return value;
            };
        }
    }
}
