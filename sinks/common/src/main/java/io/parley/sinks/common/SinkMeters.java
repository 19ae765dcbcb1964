package io.parley.sinks.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What a task tells of itself, among the worker's own metrics: group {@code plugins}, with the tags {@code connector} and
 * {@code task}. Averages and maxima are of the last minute. Connect forgets them with the task.
 */
public final class SinkMeters {
    static final SinkMetric RECORDS = SinkMetric.counter(
            "records-written",
            "records",
            "Records that are in the store",
            "Standing still while the log grows: the store is away, or the task has ended.");
    static final SinkMetric STORE_AWAY = SinkMetric.counter(
            "store-away",
            "batches",
            "Batches that the store did not take, to be tried again",
            "Look at the store. Nothing is skipped: the sink waits, and readers are told 503 where they must not miss it.");
    static final SinkMetric PUT_ASIDE = SinkMetric.counter(
            "put-aside",
            "records",
            "Records that could not be decoded, and lie among the dead letters",
            "`./parley dlq list` says why; more than `poison.max` in a minute end the task.");
    private static final SinkMetric WRITE_AVG = SinkMetric.gauge(
            "write-ms-avg",
            "ms",
            "What a batch takes to be written, on average",
            "Rises with a slow store, and with larger batches after the sink was behind.");
    static final SinkMetric WRITE_MAX =
            SinkMetric.gauge("write-ms-max", "ms", "What a batch takes to be written, at most", "As above.");
    private static final SinkMetric LAG_AVG = SinkMetric.gauge(
            "lag-ms-avg",
            "ms",
            "From a record's time in the log until the store has it, on average",
            "More than a second for long: the store is slow, or there is much to catch up with.");
    static final SinkMetric LAG_MAX = SinkMetric.gauge(
            "lag-ms-max", "ms", "From a record's time in the log until the store has it, at most", "As above.");

    /** Those that every sink tells. */
    public static final List<SinkMetric> ALL =
            List.of(RECORDS, WRITE_AVG, WRITE_MAX, LAG_AVG, LAG_MAX, STORE_AWAY, PUT_ASIDE);

    private final PluginMetrics metrics;
    /** A worker's sensors are all in one place by their names alone: without this, tasks would count for each other. */
    private final String own = "-" + UUID.randomUUID();

    private final Sensor records;
    private final Sensor writes;
    private final Sensor lag;
    private final Sensor storeAway;
    private final Sensor putAside;

    SinkMeters(PluginMetrics metrics) {
        this.metrics = metrics;
        this.records = counter(RECORDS);
        this.writes = span(WRITE_AVG, WRITE_MAX);
        this.lag = span(LAG_AVG, LAG_MAX);
        this.storeAway = counter(STORE_AWAY);
        this.putAside = counter(PUT_ASIDE);
    }

    /** Those of the task; also for a store that has something of its own to tell. */
    public static SinkMeters of(SinkTaskContext context) {
        return new SinkMeters(context.pluginMetrics());
    }

    /** Something that only ever rises. */
    public Sensor counter(SinkMetric metric) {
        Sensor sensor = metrics.addSensor(metric.name() + own);
        add(sensor, metric, new CumulativeSum());
        return sensor;
    }

    private Sensor span(SinkMetric average, SinkMetric most) {
        Sensor sensor = metrics.addSensor(average.name() + own);
        add(sensor, average, new Avg());
        add(sensor, most, new Max());
        return sensor;
    }

    private void add(Sensor sensor, SinkMetric metric, MeasurableStat stat) {
        MetricName name = metrics.metricName(metric.name(), metric.meaning(), new LinkedHashMap<>());
        sensor.add(name, stat);
    }

    void written(int count, long tookMs, long ageMs) {
        records.record(count);
        writes.record(tookMs);
        lag.record(ageMs);
    }

    void storeAway() {
        storeAway.record();
    }

    void putAside() {
        putAside.record();
    }
}
