package io.parley.sinks.common;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink's task as Connect sees it: hands batches to the {@link FactSink} as they come, commits what landed, and when the
 * store is down lets Connect pause the partitions and give the same batch again. {@code put} returns when the batch is
 * written, so what is not yet written is bounded by one poll ({@code consumer.override.max.poll.records} and
 * {@code consumer.override.fetch.max.bytes}).
 */
public abstract class FactSinkTask<W> extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(FactSinkTask.class);

    private final ConfigDef definition;
    private final List<Topic<?>> topics;
    private final Clock clock;
    private @Nullable FactSink<W> sink;
    private @Nullable Store<W> store;
    private @Nullable SinkMeters meters;
    private @Nullable SinkContents contents;
    private Backoff backoff = new Backoff(1, 1);
    private long commitIntervalMs;
    private long commitAtMs;
    private boolean isConnectedAhead;

    protected FactSinkTask(ConfigDef definition, List<Topic<?>> topics) {
        this.definition = definition;
        this.topics = topics;
        this.clock = Clock.systemUTC();
    }

    /** Opens nothing yet: a store that is down must not keep a task from starting. */
    protected abstract Store<W> store(AbstractConfig settings, SinkMeters meters);

    protected abstract RecordMapping<W> mapping();

    /** For a sink that reads what people wrote; to be asked for once, by {@link #store}. */
    protected final SinkContents contents(AbstractConfig settings) {
        SinkContents opened = SinkContents.open(settings, serdes(settings));
        contents = opened;
        return opened;
    }

    protected Serdes serdes(AbstractConfig settings) {
        return Serdes.registry(settings.originals());
    }

    @Override
    public void start(Map<String, String> given) {
        Map<String, String> complaints = SinkSettings.complaints(given);
        if (!complaints.isEmpty()) {
            throw new ConnectException("half-configured: " + complaints);
        }
        AbstractConfig settings = new AbstractConfig(definition, given, false);
        backoff = new Backoff(
                settings.getInt(SinkSettings.RETRY_BACKOFF), settings.getInt(SinkSettings.RETRY_BACKOFF_MAX));
        commitIntervalMs = settings.getInt(SinkSettings.COMMIT_INTERVAL);
        SinkMeters made = SinkMeters.of(context);
        meters = made;
        Store<W> opened = store(settings, made);
        store = opened;
        sink = new FactSink<>(
                FactDecoder.of(serdes(settings), topics), mapping(), opened, undecodable(made), budget(settings));
    }

    /** Where records are put aside; also for a store whose other side will never take one. */
    protected final DeadLetters deadLetters() {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw new ConnectException("half-configured: no place for undecodable records");
        }
        return reporter::report;
    }

    private DeadLetters undecodable(SinkMeters told) {
        DeadLetters all = deadLetters();
        return (record, cause) -> {
            told.putAside();
            return all.keep(record, cause);
        };
    }

    private PoisonBudget budget(AbstractConfig settings) {
        return new PoisonBudget(
                settings.getInt(SinkSettings.POISON_MAX),
                Duration.ofMillis(settings.getInt(SinkSettings.POISON_WINDOW)),
                clock);
    }

    @Override
    public void put(Collection<SinkRecord> batch) {
        if (batch.isEmpty()) {
            connectAhead();
            if (started().hasLanded()) {
                commitNowAndThen();
            }
            return;
        }
        long start = clock.millis();
        try {
            started().put(batch);
        } catch (UnavailableException e) {
            told().storeAway();
            context.timeout(backoff.nextMs());
            throw new RetriableException(e.getMessage(), e);
        }
        backoff.reset();
        long now = clock.millis();
        told().written(batch.size(), now - start, now - oldest(batch, now));
        commitNowAndThen();
    }

    private static long oldest(Collection<SinkRecord> batch, long now) {
        long oldest = now;
        for (SinkRecord record : batch) {
            @Nullable Long time = record.timestamp();
            oldest = time == null ? oldest : Math.min(oldest, time);
        }
        return oldest;
    }

    /** Once, while nothing waits for it, so that the first batch needs not. A store that is down is no matter yet. */
    private void connectAhead() {
        if (isConnectedAhead || store == null) {
            return;
        }
        isConnectedAhead = true;
        try {
            store.write(List.of());
        } catch (UnavailableException e) {
            LOG.info("The store does not answer yet: {}", e.getMessage());
        }
    }

    private void commitNowAndThen() {
        long now = clock.millis();
        if (now >= commitAtMs) {
            commitAtMs = now + commitIntervalMs;
            context.requestCommit();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        return started().landed(current.keySet());
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (sink != null) {
            sink.forget(partitions);
        }
        if (store != null) {
            store.forget(partitions);
        }
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
            store = null;
        }
        sink = null;
        if (contents != null) {
            try {
                contents.close();
            } catch (Exception e) {
                LOG.warn("The reader of the users' keys did not end well", e);
            }
            contents = null;
        }
    }

    private SinkMeters told() {
        if (meters == null) {
            throw new ConnectException("the task is not started");
        }
        return meters;
    }

    private FactSink<W> started() {
        if (sink == null) {
            throw new ConnectException("the task is not started");
        }
        return sink;
    }

    @Override
    public String version() {
        return Release.of(getClass());
    }
}
