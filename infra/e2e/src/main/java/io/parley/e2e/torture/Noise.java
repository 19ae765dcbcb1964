package io.parley.e2e.torture;

import io.parley.e2e.play.Play;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Does to the log what nobody should. */
final class Noise {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = "this is no record".getBytes(StandardCharsets.UTF_8);

    private final String bootstrap;

    Noise(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** One record of noise, on the topic's first partition. */
    void poison(String topic) {
        write(new ProducerRecord<>(topic, 0, "poison", BYTES));
    }

    /** One record as it is, where its key belongs. */
    void write(String topic, String key, byte[] value) {
        write(new ProducerRecord<>(topic, key, value));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of())) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError("the log did not take a record for " + record.topic(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Takes a transactional id from whoever has it. */
    void claim(String transactionalId) {
        try (KafkaProducer<String, byte[]> producer =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId))) {
            producer.initTransactions();
        }
    }

    /** Deletes a group with its offsets, once its members have gone. */
    void forget(String group) {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(config)) {
            while (!isDeleted(admin, group)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(group + " still has members");
                }
                Play.pause();
            }
        }
    }

    private static boolean isDeleted(Admin admin, String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw new AssertionError("the log did not delete " + group, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new java.util.HashMap<>(more);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
