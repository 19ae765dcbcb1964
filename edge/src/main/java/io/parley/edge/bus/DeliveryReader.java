package io.parley.edge.bus;

import io.parley.avro.Delivery;
import io.parley.avro.EventDelivery;
import io.parley.avro.Reply;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import io.parley.avro.Topics;
import io.parley.edge.content.ContentReader;
import io.parley.keys.KeyUnavailableException;
import io.parley.log.Noise;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a slot's partition from its end, for one holding, on a thread of its own, and hands each entry on in order. What
 * bears another epoch is dropped; after the lease has lapsed, all is. What is encrypted is opened here, in its place in the
 * order: a key that has not been heard of yet is waited for. What cannot be decoded now but might be later, and a key that
 * does not come, end the holding: its sockets come back elsewhere with {@code since}, and miss nothing.
 */
final class DeliveryReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(2);

    /** Where the entries go; replies to calls come here as well as those to connections. */
    interface Target extends DeliveryListener {
        /** All that one record held was handed on; {@code time} is that of the raw event which caused it, in milliseconds. */
        void handed(long time);

        /** The reader cannot go on; the holding must be given up. */
        void broken(Holding holding, RuntimeException cause);
    }

    private final Consumer<String, Delivery> consumer;
    private final TopicPartition partition;
    private final LeaseClock lease;
    private final Target target;
    private final Holding holding;
    private final ContentReader content;
    private final Thread thread;
    private volatile boolean closing;

    /** The consumer is assigned and positioned already: nothing after the claim may be missed. */
    DeliveryReader(
            Consumer<String, Delivery> consumer,
            Holding holding,
            LeaseClock lease,
            ContentReader content,
            Target target) {
        this.consumer = consumer;
        this.partition = partition(holding.slot());
        this.holding = holding;
        this.lease = lease;
        this.content = content;
        this.target = target;
        this.thread = new Thread(this::run, "edge-deliveries");
    }

    static TopicPartition partition(int slot) {
        return new TopicPartition(Topics.EDGE_DELIVERY.name(), slot);
    }

    /** Assigns the slot's partition and finds its end, at once rather than at the first poll. */
    static void seekToEnd(Consumer<String, Delivery> consumer, int slot) {
        TopicPartition partition = partition(slot);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                poll();
            }
        } catch (WakeupException | InterruptException closed) {
            LOG.debug("The reader of {} ends", partition);
        } catch (KafkaException | KeyUnavailableException | IllegalStateException e) {
            target.broken(holding, e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_AT_MOST));
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<String, Delivery> record : consumer.poll(POLL)) {
                hand(record);
            }
        } catch (RecordDeserializationException e) {
            if (!Noise.is(e)) {
                throw e;
            }
            LOG.error("A record of {} at {} cannot be decoded and is passed over", partition, e.offset(), e);
            consumer.seek(partition, e.offset() + 1);
        }
    }

    private void hand(ConsumerRecord<String, Delivery> record) {
        Delivery delivery = record.value();
        if (delivery == null || delivery.getEpoch() != holding.epoch() || !lease.holds(holding.epoch())) {
            return;
        }
        for (Object entry : delivery.getEntries()) {
            if (entry instanceof EventDelivery event && !isOpened(event)) {
                return;
            }
            try {
                hand(entry);
            } catch (RuntimeException e) {
                LOG.error("An entry of {} at {} could not be told", partition, record.offset(), e);
            }
        }
        target.handed(record.timestamp());
    }

    /** False when the reader or its lease ended before the key came; one that does not come ends the holding. */
    private boolean isOpened(EventDelivery event) {
        try {
            while (!content.isReady(event)) {
                if (closing || !lease.holds(holding.epoch())) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            content.stopWaiting();
        }
        content.open(event);
        return true;
    }

    private void hand(Object entry) {
        if (entry instanceof EventDelivery event) {
            target.event(event);
        } else if (entry instanceof Reply reply) {
            target.reply(reply);
        } else if (entry instanceof SessionStarted started) {
            target.started(started);
        } else if (entry instanceof SessionReplaced replaced) {
            target.replaced(replaced);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_AT_MOST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
