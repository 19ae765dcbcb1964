package io.parley.local.dead;

import io.parley.local.Trouble;
import io.parley.local.tail.Committed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics that hold what was put aside. */
public final class Letters {
    public static final List<String> TOPICS = List.of("talk.dead-letters", "sinks.dead-letters");

    private static final String FROM = "redriven.from";
    private static final Duration POLL = Duration.ofMillis(200);

    private final String kafka;

    public Letters(String kafka) {
        this.kafka = kafka;
    }

    /** All that the log still keeps, the oldest first. */
    public List<DeadLetter> all() {
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = Committed.reader(kafka, new ByteArrayDeserializer())) {
            for (String topic : TOPICS) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    consumer.poll(POLL).forEach(record -> letters.add(DeadLetter.of(record)));
                }
            }
        }
        return letters;
    }

    /** Those at the places, in their order. */
    public List<DeadLetter> at(List<Place> places) {
        for (Place place : places) {
            if (!TOPICS.contains(place.topic())) {
                throw new Trouble(
                        place.topic() + " holds no dead letters.", "They are in " + String.join(" and ", TOPICS) + ".");
            }
        }
        Map<Place, DeadLetter> kept = new HashMap<>();
        all().forEach(letter -> kept.put(letter.place(), letter));
        for (Place place : places) {
            if (!kept.containsKey(place)) {
                throw new Trouble(
                        "There is no dead letter at " + place + ".", "`./parley dlq list` shows which there are.");
            }
        }
        return places.stream().map(kept::get).toList();
    }

    /** The same bytes once more, to where its key belongs. */
    public Place sendAgain(DeadLetter letter, String topic) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte @Nullable []> record =
                    new ProducerRecord<>(topic, letter.key(), letter.value());
            record.headers().add(FROM, letter.place().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            RecordMetadata written = producer.send(record).get();
            return new Place(written.topic(), written.partition(), written.offset());
        } catch (ExecutionException e) {
            throw new Trouble(
                    letter.place() + " could not be written to " + topic + ": " + e.getCause() + ".",
                    "`./parley status` shows whether the log is there.");
        }
    }
}
