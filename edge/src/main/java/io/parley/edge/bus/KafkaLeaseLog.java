package io.parley.edge.bus;

import io.parley.avro.Delivery;
import io.parley.avro.Lease;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.edge.content.ContentReader;
import io.parley.log.Noise;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases on {@code edge.leases}, each write a transaction of the slot's own transactional id. */
final class KafkaLeaseLog implements LeaseLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLeaseLog.class);
    private static final TopicPartition LEASES = new TopicPartition(Topics.EDGE_LEASES.name(), 0);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(2);

    private final LogSettings settings;
    private final Serdes serdes;
    private final ContentReader content;
    private final DeliveryReader.Target target;
    private final LongSupplier nanoTime;
    private @Nullable Consumer<String, Lease> leases;
    private @Nullable SlotTable filling;

    KafkaLeaseLog(
            LogSettings settings,
            Serdes serdes,
            ContentReader content,
            DeliveryReader.Target target,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.serdes = serdes;
        this.content = content;
        this.target = target;
        this.nanoTime = nanoTime;
    }

    @Override
    public int slots() {
        return leases().partitionsFor(Topics.EDGE_DELIVERY.name()).size();
    }

    @Override
    public void catchUp(SlotTable table) {
        Consumer<String, Lease> consumer = leases();
        if (table != filling) {
            consumer.seekToBeginning(List.of(LEASES));
            filling = table;
        }
        long end = consumer.endOffsets(List.of(LEASES)).getOrDefault(LEASES, 0L);
        read(consumer, end, lease -> table.observe(lease, nanoTime.getAsLong()));
    }

    /** Reads up to an end. Bytes that never were a lease are passed over: they must not keep every edge from its slot. */
    static void read(Consumer<String, Lease> consumer, long end, java.util.function.Consumer<Lease> heard) {
        while (consumer.position(LEASES) < end) {
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
                LOG.error("A record of {} at {} is no lease and is passed over", LEASES, e.offset(), e);
                consumer.seek(LEASES, e.offset() + 1);
            }
        }
    }

    private Consumer<String, Lease> leases() {
        Consumer<String, Lease> open = leases;
        if (open == null) {
            open = new KafkaConsumer<>(
                    settings.consumer("leases"), new StringDeserializer(), serdes.deserializer(Topics.EDGE_LEASES));
            open.assign(List.of(LEASES));
            leases = open;
        }
        return open;
    }

    @Override
    public Claim claim(int slot) {
        Producer<String, Lease> producer = new KafkaProducer<>(
                settings.leaseProducer(slot), new StringSerializer(), serdes.serializer(Topics.EDGE_LEASES));
        try {
            producer.initTransactions();
            return new KafkaClaim(slot, producer, deliveries(slot));
        } catch (RuntimeException e) {
            producer.close(CLOSE_AT_MOST);
            throw e;
        }
    }

    private Consumer<String, Delivery> deliveries(int slot) {
        Consumer<String, Delivery> consumer = new KafkaConsumer<>(
                settings.consumer("deliveries"), new StringDeserializer(), serdes.deserializer(Topics.EDGE_DELIVERY));
        try {
            DeliveryReader.seekToEnd(consumer, slot);
            return consumer;
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE_AT_MOST));
            throw e;
        }
    }

    @Override
    public void close() {
        if (leases != null) {
            leases.close(CloseOptions.timeout(CLOSE_AT_MOST));
        }
    }

    private final class KafkaClaim implements Claim {
        private final int slot;
        private final Producer<String, Lease> producer;
        private final Consumer<String, Delivery> deliveries;
        private @Nullable DeliveryReader reader;

        KafkaClaim(int slot, Producer<String, Lease> producer, Consumer<String, Delivery> deliveries) {
            this.slot = slot;
            this.producer = producer;
            this.deliveries = deliveries;
        }

        @Override
        public void write(Lease lease) {
            try {
                producer.beginTransaction();
                var unused = producer.send(
                        new ProducerRecord<>(Topics.EDGE_LEASES.name(), 0, Integer.toString(slot), lease));
                producer.commitTransaction();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                throw new FencedOff(e);
            } catch (KafkaException e) {
                abort(e);
                throw e;
            }
        }

        /** After a failed write the producer is either fit for the next one, or the slot is given up. */
        private void abort(KafkaException cause) {
            if (cause.getCause() instanceof ProducerFencedException) {
                throw new FencedOff(cause);
            }
            try {
                producer.abortTransaction();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                throw new FencedOff(e);
            } catch (RuntimeException e) {
                LOG.debug("The lease's transaction of slot {} could not be aborted", slot, e);
            }
        }

        @Override
        public void read(Holding holding, LeaseClock clock) {
            reader = new DeliveryReader(deliveries, holding, clock, content, target);
            reader.start();
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
            } else {
                deliveries.close(CloseOptions.timeout(CLOSE_AT_MOST));
            }
            producer.close(CLOSE_AT_MOST);
        }
    }
}
