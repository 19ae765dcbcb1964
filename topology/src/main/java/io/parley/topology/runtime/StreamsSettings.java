package io.parley.topology.runtime;

import static io.parley.topology.runtime.TalkSettings.BOOTSTRAP;
import static io.parley.topology.runtime.TalkSettings.COMMIT_BEHIND;
import static io.parley.topology.runtime.TalkSettings.LINGER;
import static io.parley.topology.runtime.TalkSettings.POLL;
import static io.parley.topology.runtime.TalkSettings.REPLICATION;
import static io.parley.topology.runtime.TalkSettings.ROCKSDB_CACHE;
import static io.parley.topology.runtime.TalkSettings.ROCKSDB_MEMTABLES;
import static io.parley.topology.runtime.TalkSettings.SESSION_TIMEOUT;
import static io.parley.topology.runtime.TalkSettings.STANDBYS;
import static io.parley.topology.runtime.TalkSettings.STATE_DIR;
import static io.parley.topology.runtime.TalkSettings.THREADS;
import static io.parley.topology.runtime.TalkSettings.TRANSACTION_TIMEOUT;

import io.parley.access.KafkaAccess;
import io.parley.topology.PushTopology;
import io.parley.topology.TalkTopology;
import io.parley.topology.errors.ErrorBudget;
import io.parley.topology.errors.PoisonHandler;
import io.parley.topology.errors.ProductionHandler;
import io.parley.topology.errors.UndecodableHandler;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told, each with its reason where it is no setting of ours. */
final class StreamsSettings {
    private static final int BATCH_BYTES = 256 << 10;
    private static final int CACHE_BYTES = 1 << 20;
    private static final int HEARTBEATS_A_SESSION = 3;

    private static final int PUSH_POLL_MS = 100;

    /** Push gathers what it reads: nobody feels a tenth of a second there, and talk has the processors and the broker. */
    private static final int PUSH_FETCH_BYTES = 256 << 10;

    private StreamsSettings() {}

    static Properties of(TalkSettings settings, ErrorBudget errors) {
        Properties to = new Properties();
        to.put(StreamsConfig.APPLICATION_ID_CONFIG, TalkTopology.APPLICATION_ID);
        to.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.getString(BOOTSTRAP));
        to.putAll(KafkaAccess.clients(settings));
        to.put(StreamsConfig.STATE_DIR_CONFIG, settings.getString(STATE_DIR));
        to.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getInt(THREADS));
        to.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.getInt(STANDBYS));
        to.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.getInt(REPLICATION));
        // Numbers are handed out: an instance that was paused and wakes must not be able to write.
        to.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // The streams protocol has no warm-ups yet, and its timeouts lie with the broker.
        to.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // The most; Pace asks for commits sooner.
        to.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.getInt(COMMIT_BEHIND));
        to.put(StreamsConfig.POLL_MS_CONFIG, settings.getInt(POLL));
        // The inputs need no common order, so a task never waits for the ones that are empty.
        to.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1);
        // Rows are at hand decoded, and a second cache of bytes gave nothing: this one is for the few rows of
        // `decided`,
        // which are written over with each record and to the log with each commit.
        to.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        to.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        to.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        to.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        to.put(ROCKSDB_CACHE, settings.getLong(ROCKSDB_CACHE));
        to.put(ROCKSDB_MEMTABLES, settings.getLong(ROCKSDB_MEMTABLES));
        errors(to, errors);
        clients(to, settings);
        return to;
    }

    /** As talk, but cool: what is decided there may take a moment. */
    static Properties ofPush(TalkSettings settings, ErrorBudget errors) {
        Properties to = of(settings, errors);
        to.put(StreamsConfig.APPLICATION_ID_CONFIG, PushTopology.APPLICATION_ID);
        to.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getInt(PushSettings.THREADS));
        to.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.getInt(PushSettings.COMMIT_INTERVAL));
        to.put(StreamsConfig.POLL_MS_CONFIG, PUSH_POLL_MS);
        consumer(to, ConsumerConfig.FETCH_MIN_BYTES_CONFIG, PUSH_FETCH_BYTES);
        consumer(to, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, PUSH_POLL_MS);
        return to;
    }

    private static void errors(Properties to, ErrorBudget errors) {
        to.put(ErrorBudget.CONFIG, errors);
        to.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableHandler.class);
        to.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        to.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        to.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionHandler.class);
    }

    private static void clients(Properties to, TalkSettings settings) {
        producer(to, ProducerConfig.LINGER_MS_CONFIG, settings.getInt(LINGER));
        // Room for what one commit writes to a partition: what is sent before the commit asks for it runs into the
        // broker still adding the partition to the transaction, and is sent again.
        producer(to, ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        producer(to, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, settings.getInt(TRANSACTION_TIMEOUT));
        // The broker says CONCURRENT_TRANSACTIONS while the last commit is being written: that takes a few
        // milliseconds.
        producer(to, ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 3);
        producer(to, ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 20);
        int session = settings.getInt(SESSION_TIMEOUT);
        consumer(to, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        consumer(to, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_A_SESSION);
        consumer(to, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Leases are written in transactions; an aborted one was never held.
        to.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    }

    private static void producer(Properties to, String name, Object value) {
        to.put(StreamsConfig.producerPrefix(name), value);
    }

    private static void consumer(Properties to, String name, Object value) {
        to.put(StreamsConfig.mainConsumerPrefix(name), value);
    }
}
