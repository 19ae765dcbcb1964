package io.parley.replay.shadow;

import io.parley.avro.Topics;
import io.parley.local.tail.Committed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Gives talk its inputs again, each to the partition and with the time that it had. Records of chats go before those of
 * users of the same time: summaries are stamped by the newest time that a shard has seen, so nothing of later may have
 * been seen when a chat's command is decided.
 */
final class Copying {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String CHATS = Topics.CHAT_RAW.name();

    private final Source source;
    private final ShadowLog shadow;
    private final int slice;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();

    /** @param slice how many records are given at once before talk has to have decided those of chats */
    Copying(Source source, ShadowLog shadow, int slice) {
        this.source = source;
        this.shadow = shadow;
        this.slice = slice;
    }

    void run(LongConsumer left) throws ExecutionException, InterruptedException {
        try (KafkaConsumer<String, byte[]> from = Committed.reader(source.kafka());
                KafkaProducer<String, byte[]> to = producer()) {
            from.assign(source.ends().keySet());
            source.begins().forEach(from::seek);
            source.ends().keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
            List<ConsumerRecord<String, byte[]>> next = next(from);
            long copied = 0;
            while (!next.isEmpty()) {
                give(
                        to,
                        next.stream()
                                .filter(record -> record.topic().equals(CHATS))
                                .toList());
                shadow.awaitDecided(List.of(CHATS));
                give(
                        to,
                        next.stream()
                                .filter(record -> !record.topic().equals(CHATS))
                                .toList());
                copied += next.size();
                left.accept(Math.max(0, source.size() - copied));
                next = next(from);
            }
        }
        shadow.awaitDecided(Source.INPUTS.stream().map(topic -> topic.name()).toList());
        // What crosses between shards may make nothing more that crosses.
        shadow.awaitDecided(List.of(Topics.USER_INBOX.name()));
    }

    /** The oldest records that wait, over all partitions. */
    private List<ConsumerRecord<String, byte[]>> next(KafkaConsumer<String, byte[]> from) {
        List<ConsumerRecord<String, byte[]>> oldest = new java.util.ArrayList<>();
        while (oldest.size() < slice) {
            while (isShort(from)) {
                fill(from);
            }
            ConsumerRecord<String, byte[]> record = null;
            for (Deque<ConsumerRecord<String, byte[]>> partition : waiting.values()) {
                ConsumerRecord<String, byte[]> first = partition.peek();
                record = first != null && (record == null || first.timestamp() < record.timestamp()) ? first : record;
            }
            if (record == null) {
                return oldest;
            }
            oldest.add(record);
            waiting.getOrDefault(new TopicPartition(record.topic(), record.partition()), new ArrayDeque<>())
                    .remove();
        }
        return oldest;
    }

    /** Whether a partition has nothing at hand though it has more: the oldest may be there. */
    private boolean isShort(KafkaConsumer<String, byte[]> from) {
        boolean isShort = false;
        List<TopicPartition> full = new java.util.ArrayList<>();
        List<TopicPartition> hungry = new java.util.ArrayList<>();
        for (Map.Entry<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> partition : waiting.entrySet()) {
            boolean hasMore = from.position(partition.getKey()) < source.ends().getOrDefault(partition.getKey(), 0L);
            isShort |= partition.getValue().isEmpty() && hasMore;
            (partition.getValue().size() < slice && hasMore ? hungry : full).add(partition.getKey());
        }
        from.pause(full);
        from.resume(hungry);
        return isShort;
    }

    private void fill(KafkaConsumer<String, byte[]> from) {
        for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < source.ends().getOrDefault(partition, 0L)) {
                waiting.computeIfAbsent(partition, any -> new ArrayDeque<>()).add(record);
            }
        }
    }

    private static void give(KafkaProducer<String, byte[]> to, List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record -> to.send(new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers())));
        to.flush();
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, shadow.kafka(), ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
