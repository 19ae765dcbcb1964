package io.parley.replay.export;

import io.parley.local.Trouble;
import io.parley.local.tail.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * The stretch of a topic in which events of a span can lie. The broker finds offsets by record time, so the stretch is
 * taken wider than the span by a margin: it holds every record whose record time is within the margin of its event time,
 * and that lies no further than the margin out of the order of record times. It ends, at the latest, at the end that was
 * there when it was opened, so that reading it has an end.
 */
final class Range implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private Range(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static Range open(String kafka, String topic, Span span, Duration margin) {
        Range range = new Range(Committed.reader(kafka));
        try {
            range.find(topic, span, margin);
            return range;
        } catch (RuntimeException e) {
            range.close();
            throw e;
        }
    }

    private void find(String topic, Span span, Duration margin) {
        var topics = consumer.listTopics();
        if (!topics.containsKey(topic)) {
            throw new Trouble(
                    "There is no topic " + topic + " in this log.", "`./parley topics` lists those there are.");
        }
        List<TopicPartition> partitions = topics.getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        ends.putAll(consumer.endOffsets(partitions));
        firstAfter(partitions, minus(span.from(), margin))
                .forEach((partition, offset) -> begins.put(partition, offset == null ? end(partition) : offset));
        firstAfter(partitions, plus(span.to(), margin)).forEach((partition, offset) -> {
            if (offset != null) {
                ends.merge(partition, offset, Math::min);
            }
        });
        begins.forEach(consumer::seek);
    }

    private Map<TopicPartition, @org.jspecify.annotations.Nullable Long> firstAfter(
            List<TopicPartition> partitions, long time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time));
        Map<TopicPartition, @org.jspecify.annotations.Nullable Long> found = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> each :
                consumer.offsetsForTimes(times).entrySet()) {
            OffsetAndTimestamp place = each.getValue();
            found.put(each.getKey(), place == null ? null : place.offset());
        }
        return found;
    }

    private static long minus(Instant time, Duration margin) {
        return Math.max(0, time.toEpochMilli() - margin.toMillis());
    }

    private static long plus(Instant time, Duration margin) {
        return time.toEpochMilli() + margin.toMillis();
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Offsets of the stretch; some hold no record, because transactions and compaction leave holes. */
    long size() {
        return begins.entrySet().stream()
                .mapToLong(begin -> Math.max(0, end(begin.getKey()) - begin.getValue()))
                .sum();
    }

    /** Gives each record of the stretch to the reader, and after each poll how many offsets are left. */
    void read(BiConsumer<ConsumerRecord<String, byte[]>, Long> reader) {
        long left = left();
        while (left > 0) {
            long before = left;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end(new TopicPartition(record.topic(), record.partition()))) {
                    reader.accept(record, before);
                }
            }
            left = left();
        }
    }

    private long left() {
        return begins.keySet().stream()
                .mapToLong(partition -> Math.max(0, end(partition) - consumer.position(partition)))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
