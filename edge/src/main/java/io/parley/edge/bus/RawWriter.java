package io.parley.edge.bus;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raw events on their way to Kafka. Encoding and the producer's {@code send} can wait (for the registry, for metadata,
 * for room), so one named thread does both, fed by a queue that is bounded in bytes: whoever offers never waits, and is
 * told at once when there is no room, or later when Kafka did not take the event.
 */
final class RawWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RawWriter.class);
    private static final Duration FLUSH_AT_MOST = Duration.ofSeconds(5);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Between two looks at the queue: to be woken for each event costs more than the event, and linger is longer. */
    private static final long REST_MS = 1;

    /** @param trace what the offer was part of, so that who hands it to the producer is part of it too */
    private record Item(
            Topic<?> topic, String key, SpecificRecord value, int bytes, Context trace, Runnable onFailure) {}

    private final Producer<String, byte[]> producer;
    private final Map<String, Serializer<SpecificRecord>> serializers = new ConcurrentHashMap<>();
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final long maxBytes;
    private final Thread thread;
    private volatile boolean closing;
    private long complainedAt = System.nanoTime() - LOG_EVERY_NANOS;

    RawWriter(Map<String, Object> config, Serdes serdes, long maxBytes) {
        this(new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), serdes, maxBytes);
    }

    RawWriter(Producer<String, byte[]> producer, Serdes serdes, long maxBytes) {
        this.producer = producer;
        this.maxBytes = maxBytes;
        for (Topic<?> topic : List.of(Topics.CHAT_RAW, Topics.USER_SESSIONS, Topics.USER_RAW)) {
            serializers.put(topic.name(), serializer(serdes, topic));
        }
        this.thread = new Thread(this::run, "edge-raw-writer");
    }

    @SuppressWarnings("unchecked") // a value is only ever offered together with its own topic
    private static Serializer<SpecificRecord> serializer(Serdes serdes, Topic<?> topic) {
        return (Serializer<SpecificRecord>) (Serializer<?>) serdes.serializer(topic);
    }

    void start() {
        thread.start();
    }

    /** Asks for what a first event would otherwise wait for: the topics' metadata. Throws when Kafka has them not. */
    void requireTopics() {
        for (String topic : serializers.keySet()) {
            if (producer.partitionsFor(topic).isEmpty()) {
                throw new IllegalStateException("topic " + topic + " has no partitions");
            }
        }
    }

    <V extends SpecificRecord> void offer(Topic<V> topic, String key, V value, Runnable onFailure) {
        int bytes = Weight.of(value);
        if (closing || queuedBytes.addAndGet(bytes) > maxBytes) {
            queuedBytes.addAndGet(closing ? 0 : -bytes);
            onFailure.run();
            return;
        }
        queue.add(new Item(topic, key, value, bytes, Context.current(), onFailure));
    }

    long queuedBytes() {
        return queuedBytes.get();
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                Item item = queue.poll(100, TimeUnit.MILLISECONDS);
                while (item != null) {
                    write(item);
                    item = queue.poll();
                }
                TimeUnit.MILLISECONDS.sleep(REST_MS);
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void write(Item item) {
        try (Scope trace = item.trace().makeCurrent()) {
            String topic = item.topic().name();
            byte[] value = encode(topic, item.value());
            producer.send(new ProducerRecord<>(topic, item.key(), value), (metadata, failure) -> {
                if (failure != null) {
                    failed(item, failure);
                }
            });
        } catch (RuntimeException e) {
            failed(item, e);
        } finally {
            queuedBytes.addAndGet(-item.bytes());
        }
    }

    private byte[] encode(String topic, SpecificRecord value) {
        return Objects.requireNonNull(serializers.get(topic), topic).serialize(topic, value);
    }

    private void failed(Item item, Exception failure) {
        if (System.nanoTime() - complainedAt >= LOG_EVERY_NANOS) {
            complainedAt = System.nanoTime();
            LOG.warn("Kafka did not take an event for {}: {}", item.topic().name(), failure.toString());
        }
        item.onFailure().run();
    }

    /** Writes what was offered, for as long as the flush may take. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(FLUSH_AT_MOST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(FLUSH_AT_MOST);
    }
}
