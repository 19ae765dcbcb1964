package io.parley.e2e.secured;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Topics;
import io.parley.local.provision.Http;
import io.parley.local.tail.Decoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was said in a chat, as the one who leads {@code chat.messages} has it. */
final class Words {
    private Words() {}

    /** In the order of the only partition. */
    static List<String> inTheLog(Brokers brokers, String registry, String chat) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(brokers.clients(Brokers.ADMIN));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Decoder decoder = new Decoder(id -> Decoder.schemaOf(
                new Http().send("GET", registry + "/schemas/ids/" + id, "").require("no schema")));
        List<String> words = new ArrayList<>();
        TopicPartition partition = new TopicPartition(Topics.CHAT_MESSAGES.name(), 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode message = decoder.decode(record.value()).at("/fact/Message");
                    if (record.key().equals(chat) && message.hasNonNull("content")) {
                        words.add(message.path("content").asText());
                    }
                }
            }
        }
        return words;
    }
}
