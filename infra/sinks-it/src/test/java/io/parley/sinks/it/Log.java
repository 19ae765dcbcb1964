package io.parley.sinks.it;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes facts as talk does: in transactions, with schemas that the registry has. */
final class Log implements AutoCloseable {
    private final String bootstrap;
    private final Serdes serdes;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> seqs = new HashMap<>();

    Log(String bootstrap, String registry) {
        this.bootstrap = bootstrap;
        this.serdes = Serdes.registry(Map.of("registry.url", registry));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "sinks-it",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** One record before it is written. */
    record Entry(String topic, String key, byte[] value) {}

    <V extends SpecificRecord> Entry entry(Topic<V> topic, String key, V fact) {
        return new Entry(topic.name(), key, serdes.serializer(topic).serialize(topic.name(), fact));
    }

    /** The next place in a user's stream. */
    long nextSeq(String user) {
        return seqs.merge(user, 1L, Long::sum);
    }

    void commit(List<Entry> entries) {
        producer.beginTransaction();
        entries.forEach(this::send);
        producer.commitTransaction();
    }

    void abort(List<Entry> entries) {
        producer.beginTransaction();
        entries.forEach(this::send);
        producer.flush();
        producer.abortTransaction();
    }

    private void send(Entry entry) {
        producer.send(new ProducerRecord<>(entry.topic(), entry.key(), entry.value()));
    }

    /** All dead letters so far. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        TopicPartition partition = new TopicPartition(Topics.SINKS_DEAD_LETTERS, 0);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
