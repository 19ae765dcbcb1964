package io.parley.local.tail;

import io.parley.local.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic without a group: only what was committed, from a place on, to its end or for ever. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    public TopicReader(String bootstrap, String topic) {
        this.consumer = Committed.reader(bootstrap);
        this.partitions = partitions(topic);
        consumer.assign(partitions);
    }

    private List<TopicPartition> partitions(String topic) {
        var found = consumer.listTopics(TIMEOUT);
        if (!found.containsKey(topic)) {
            consumer.close();
            throw new Trouble(
                    "There is no topic " + topic + ".",
                    "There are: "
                            + String.join(", ", found.keySet().stream().sorted().toList()) + ".");
        }
        return found.getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Gives every record to the reader; returns at the present end unless it is to follow. */
    public void read(From from, boolean follow, Consumer<ConsumerRecord<String, byte[]>> reader) {
        seek(from);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (follow || !reached(ends)) {
            consumer.poll(POLL).forEach(reader);
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void seek(From from) {
        if (from instanceof From.Last last) {
            seekToLast(last.count());
        } else if (from instanceof From.At at) {
            seekToTime(at.time().toEpochMilli());
        } else if (from instanceof From.Beginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
    }

    private void seekToLast(long count) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - count)));
    }

    private void seekToTime(long time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
