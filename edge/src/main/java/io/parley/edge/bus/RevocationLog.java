package io.parley.edge.bus;

import io.parley.avro.RevocationFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.edge.EdgeSettings;
import io.parley.edge.auth.Revocations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code user.revocations} whole before this edge takes anybody in, and goes on reading. A record that cannot be
 * read now is not passed over: until it can, the edge knows of nobody, and takes nobody in.
 */
public final class RevocationLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final LogSettings settings;
    private final Serdes serdes;
    private final Revocations revocations;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "edge-revocations");
    private volatile Consumer<String> onRevoked = subject -> {};

    public RevocationLog(EdgeSettings settings, Serdes serdes, Revocations revocations) {
        this.settings = new LogSettings(settings);
        this.serdes = serdes;
        this.revocations = revocations;
    }

    /** @param onRevoked hears whose tokens were revoked, after that is known; must not block */
    public void start(Consumer<String> onRevoked) {
        this.onRevoked = onRevoked;
        thread.start();
    }

    private void run() {
        while (!isClosing(0)) {
            try (var consumer = new KafkaConsumer<>(
                    settings.consumer("revocations"),
                    new StringDeserializer(),
                    serdes.deserializer(Topics.USER_REVOCATIONS))) {
                follow(consumer);
            } catch (RuntimeException e) {
                revocations.known(false);
                LOG.error("Which tokens were revoked cannot be read; nobody is taken in until it can", e);
                isClosing(PAUSE_MILLIS);
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<String, RevocationFact> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.USER_REVOCATIONS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!isClosing(0)) {
            poll(consumer, this::heard);
            if (!revocations.isKnown() && hasReached(consumer, ends)) {
                revocations.known(true);
            }
        }
    }

    private static boolean hasReached(
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void heard(RevocationFact fact) {
        revocations.observe(fact.getUser(), fact.getBefore(), fact.getStamp());
        onRevoked.accept(fact.getUser());
    }

    /** Bytes that never were a revocation are passed over: they must not keep every edge from taking anybody in. */
    static void poll(
            org.apache.kafka.clients.consumer.Consumer<String, RevocationFact> consumer,
            Consumer<RevocationFact> heard) {
        try {
            consumer.poll(POLL).forEach(record -> {
                if (record.value() != null) {
                    heard.accept(record.value());
                }
            });
        } catch (RecordDeserializationException e) {
            if (!Noise.is(e)) {
                throw e;
            }
            LOG.error("A record of {} at {} is no revocation and is passed over", e.topicPartition(), e.offset(), e);
            consumer.seek(e.topicPartition(), e.offset() + 1);
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
