package io.parley.log;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic whole, for somebody who holds what it says, and goes on reading, on a thread of its own. A record
 * that cannot be read now is not passed over: the topic is begun again until it can, so the same may be heard twice. Bytes
 * that never were a record are passed over, as everywhere.
 */
public final class WholeTopic<V extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WholeTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 2_000;

    /** Who holds what the topic says; called by the reader's thread alone, and must not block it. */
    public interface Holder<V> {
        void heard(V value);

        /** All that the topic held when the reader began was heard. Said anew when it has begun again. */
        void known();

        /** It cannot be read; what was heard stays, and it is begun again. */
        void unreadable(RuntimeException cause);
    }

    private final Topic<V> topic;
    private final Serdes serdes;
    private final Holder<V> holder;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** @param clients what a client of the log has to be told */
    public WholeTopic(String thread, Topic<V> topic, Map<String, Object> clients, Serdes serdes, Holder<V> holder) {
        this(
                thread,
                topic,
                () -> new KafkaConsumer<>(consumer(clients), new StringDeserializer(), new ByteArrayDeserializer()),
                serdes,
                holder);
    }

    WholeTopic(
            String thread,
            Topic<V> topic,
            Supplier<Consumer<String, byte[]>> consumers,
            Serdes serdes,
            Holder<V> holder) {
        this.topic = topic;
        this.serdes = serdes;
        this.holder = holder;
        this.consumers = consumers;
        this.thread = new Thread(this::run, thread);
        this.thread.setDaemon(true);
    }

    private static Map<String, Object> consumer(Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A place that is gone is no place to go on from: it is begun again.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosing(0)) {
            try (Consumer<String, byte[]> log = consumers.get()) {
                follow(log);
            } catch (RuntimeException e) {
                holder.unreadable(e);
                isClosing(PAUSE_MILLIS);
            }
        }
    }

    private void follow(Consumer<String, byte[]> log) {
        List<TopicPartition> partitions = log.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic.name());
        }
        log.assign(partitions);
        log.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = log.endOffsets(partitions);
        Deserializer<V> values = serdes.deserializer(topic);
        boolean known = false;
        while (!isClosing(0)) {
            log.poll(POLL).forEach(record -> hear(record, values));
            if (!known && hasReached(log, ends)) {
                known = true;
                holder.known();
            }
        }
    }

    private static boolean hasReached(Consumer<?, ?> log, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> log.position(end.getKey()) >= end.getValue());
    }

    private void hear(ConsumerRecord<String, byte[]> record, Deserializer<V> values) {
        @Nullable V value = null;
        try {
            value = values.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            if (!Noise.is(e)) {
                throw e;
            }
            LOG.error("A record of {} at {} is none of its kind and is passed over", topic.name(), record.offset(), e);
        }
        if (value != null) {
            holder.heard(value);
        }
    }

    private boolean isClosing(long waitMillis) {
        try {
            return closing.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
