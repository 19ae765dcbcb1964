package io.parley.replay.shadow;

import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.local.tail.Committed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The living log as it is at one moment, only ever read: where each input of talk begins and ends, and the time up to which
 * it is looked at.
 *
 * @param to what happened from then on is no part of the comparison
 */
record Source(
        String kafka,
        String registry,
        int shards,
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends,
        Instant to) {
    /** What users wanted. user.inbox is talk's own, and leases are of edges that the shadow does not have. */
    static final List<Topic<?>> INPUTS = List.of(Topics.CHAT_RAW, Topics.USER_RAW, Topics.USER_SESSIONS);

    private static final long SETTLED_MS = 1_000;

    static Source look(String kafka, String registry) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        Instant to = Instant.now().minusMillis(SETTLED_MS);
        int shards = 0;
        try (KafkaConsumer<String, byte[]> consumer = Committed.reader(kafka)) {
            for (Topic<?> topic : INPUTS) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition()))
                        .toList();
                shards = partitions.size();
                begins.putAll(consumer.beginningOffsets(partitions));
                ends.putAll(consumer.endOffsets(partitions));
            }
        }
        return new Source(kafka, registry, shards, Map.copyOf(begins), Map.copyOf(ends), to);
    }

    /** Whether an input no longer begins at its first record. */
    boolean isCut(Topic<?> topic) {
        return begins.entrySet().stream()
                .anyMatch(begin -> begin.getKey().topic().equals(topic.name()) && begin.getValue() > 0);
    }

    boolean hasInput(String topic, int partition, long offset) {
        return offset >= begins.getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                .sum();
    }
}
