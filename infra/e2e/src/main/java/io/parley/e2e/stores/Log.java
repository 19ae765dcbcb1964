package io.parley.e2e.stores;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic whole, as far as it is committed now. */
final class Log {

    private final Map<String, Object> settings;
    private final Serdes serdes;

    Log(String bootstrap, String registry) {
        settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false");
        serdes = Serdes.registry(
                Map.of("registry.url", registry.contains("/apis/") ? registry : registry + "/apis/ccompat/v7"));
    }

    <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        List<V> all = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(topic))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                poll(consumer, all);
            }
        }
        return all;
    }

    private static <V> void poll(KafkaConsumer<String, V> consumer, List<V> all) {
        try {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (record.value() != null) {
                    all.add(record.value());
                }
            });
        } catch (RecordDeserializationException e) {
            // What was poisoned on purpose is no fact.
            consumer.seek(e.topicPartition(), e.offset() + 1);
        }
    }
}
