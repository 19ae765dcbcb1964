package io.parley.replay;

import io.parley.local.tail.Committed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a group has to read until it has read all that was committed at one moment. The end of a partition may be a
 * transaction's marker, which nobody commits, so each partition's goal is the place after its last record.
 */
public final class Backlog {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long FIRST_STEP = 64;

    private final Map<TopicPartition, Long> goals;

    private Backlog(Map<TopicPartition, Long> goals) {
        this.goals = goals;
    }

    /** All that is committed in these topics now. */
    public static Backlog of(String kafka, Collection<String> topics) {
        Map<TopicPartition, Long> goals = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = Committed.reader(kafka)) {
            for (String topic : topics) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
                consumer.endOffsets(partitions)
                        .forEach((partition, end) -> goals.put(
                                partition, afterLast(consumer, partition, begins.getOrDefault(partition, 0L), end)));
            }
        }
        return new Backlog(goals);
    }

    private static long afterLast(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long begin, long end) {
        consumer.assign(List.of(partition));
        long last = -1;
        for (long step = FIRST_STEP; last < 0 && end > begin; step *= FIRST_STEP) {
            long from = Math.max(begin, end - step);
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    last = record.offset() < end ? record.offset() : last;
                }
            }
            if (from == begin) {
                break;
            }
        }
        return last + 1;
    }

    /** Offsets that the group has not committed yet. */
    public long left(Admin admin, String group) throws ExecutionException, InterruptedException {
        return left(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
    }

    long left(Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> goal : goals.entrySet()) {
            OffsetAndMetadata at = committed.get(goal.getKey());
            left += Math.max(0, goal.getValue() - (at == null ? 0 : at.offset()));
        }
        return left;
    }

    static Backlog to(Map<TopicPartition, Long> goals) {
        return new Backlog(Map.copyOf(goals));
    }
}
