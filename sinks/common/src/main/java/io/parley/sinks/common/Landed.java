package io.parley.sinks.common;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** How far each partition is in the store: the offsets that may be committed, because everything before them is there. */
final class Landed {
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

    void add(Collection<SinkRecord> batch) {
        for (SinkRecord record : batch) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            next.put(partition, new OffsetAndMetadata(record.originalKafkaOffset() + 1));
        }
    }

    Map<TopicPartition, OffsetAndMetadata> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(next);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
    }
}
