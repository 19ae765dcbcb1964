package io.parley.keys;

import io.parley.avro.KeyFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
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
 * Reads {@code user.keys} whole into a ring, and goes on reading. A record that cannot be read now is not passed over: the
 * reader begins again until it can. Bytes that never were a record are passed over, as everywhere.
 */
public final class KeyLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final Map<String, Object> consumer;
    private final Serdes serdes;
    private final KeyRing ring;
    private final Consumer<String> onHeard;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "user-keys");

    /**
     * @param clients what a client of the log has to be told
     * @param onHeard hears of whom something was said, after it is in the ring; must not block
     */
    public KeyLog(Map<String, Object> clients, Serdes serdes, KeyRing ring, Consumer<String> onHeard) {
        this.consumer = new HashMap<>(clients);
        this.consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.serdes = serdes;
        this.ring = ring;
        this.onHeard = onHeard;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosing(0)) {
            try (var log = new KafkaConsumer<>(consumer, new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(log);
            } catch (RuntimeException e) {
                LOG.error("The users' keys cannot be read; what was heard of them goes on", e);
                isClosing(PAUSE_MILLIS);
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<String, byte[]> log) {
        String topic = Topics.USER_KEYS.name();
        List<TopicPartition> partitions = log.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        log.assign(partitions);
        log.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = log.endOffsets(partitions);
        Deserializer<KeyFact> values = serdes.deserializer(Topics.USER_KEYS);
        while (!isClosing(0)) {
            log.poll(POLL).forEach(record -> hear(record, values));
            if (!ring.isKnown()
                    && ends.entrySet().stream().allMatch(end -> log.position(end.getKey()) >= end.getValue())) {
                ring.known();
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record, Deserializer<KeyFact> values) {
        @Nullable KeyFact fact = null;
        try {
            fact = values.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            if (!isNoise(e)) {
                throw e;
            }
            LOG.error("A record of {} at {} is no key and is passed over", record.topic(), record.offset(), e);
        }
        if (fact != null) {
            ring.observe(fact);
            onHeard.accept(fact.getUser());
        }
    }

    /** A record of a release that this one cannot read is not noise. */
    private static boolean isNoise(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .noneMatch(at -> at instanceof AvroTypeException);
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
