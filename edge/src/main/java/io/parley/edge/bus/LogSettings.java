package io.parley.edge.bus;

import io.parley.access.KafkaAccess;
import io.parley.edge.EdgeSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How this edge's Kafka clients are set, each with its reason. */
final class LogSettings {
    private static final int RECORDS_A_POLL = 2_000;
    private static final int MAX_BLOCK_MS = 1_000;
    private static final int FOR_EVER_MS = 86_400_000;

    private final EdgeSettings settings;

    LogSettings(EdgeSettings settings) {
        this.settings = settings;
    }

    Duration lease() {
        return settings.millis(EdgeSettings.LEASE_TIME);
    }

    /** Raw events: each once and in order, a short wait for company, and an end to every try. */
    Map<String, Object> rawProducer() {
        int deliveryTimeout = settings.getInt(EdgeSettings.PRODUCER_TIMEOUT);
        Map<String, Object> config = common("raw");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, settings.getInt(EdgeSettings.PRODUCER_LINGER));
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) settings.getInt(EdgeSettings.PRODUCER_BUFFER));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryTimeout / 3);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        // A topic that was idle must not have its next event wait for metadata.
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, (long) FOR_EVER_MS);
        return config;
    }

    /** The lease: its transactional id is what fences a former holder of the slot. */
    Map<String, Object> leaseProducer(int slot) {
        int lease = (int) lease().toMillis();
        Map<String, Object> config = common("lease-" + slot);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "edge-slot-" + slot);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, lease);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, lease);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, lease);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, lease / 3);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        return config;
    }

    /** Read committed: what a client was told never un-happens. A partition is assigned, never group-subscribed. */
    Map<String, Object> consumer(String purpose) {
        Map<String, Object> config = common(purpose);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /** For who asks what this edge may do. */
    Map<String, Object> check() {
        return common("check");
    }

    private Map<String, Object> common(String purpose) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.getString(EdgeSettings.BOOTSTRAP));
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.getString(EdgeSettings.NAME) + "-" + purpose);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put("enable.metrics.push", false);
        config.putAll(KafkaAccess.clients(settings));
        return config;
    }
}
