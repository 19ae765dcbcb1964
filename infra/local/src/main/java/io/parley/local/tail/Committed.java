package io.parley.local.tail;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A reader of committed records without a group: it leaves no trace in the log that it reads. */
public final class Committed {
    private static final int TIMEOUT_MS = 30_000;

    private Committed() {}

    /** Of our topics, whose keys are plain text. */
    public static KafkaConsumer<String, byte[]> reader(String kafka) {
        return reader(kafka, new StringDeserializer());
    }

    public static <K> KafkaConsumer<K, byte[]> reader(String kafka, Deserializer<K> keys) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS),
                keys,
                new ByteArrayDeserializer());
    }
}
