package io.parley.sinks.common;

import java.util.LinkedHashMap;
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
    public static final String RECORDS = "records-written-total";
    public static final String WRITE_MS = "write-ms";
    public static final String LAG_MS = "lag-ms";
    public static final String STORE_AWAY = "store-away-total";
    public static final String PUT_ASIDE = "put-aside-total";

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
        this.records = counter(RECORDS, "Records that are in the store");
        this.writes = span(WRITE_MS, "Milliseconds that a batch takes to be written");
        this.lag = span(LAG_MS, "Milliseconds from a record's time in the log until the store has it");
        this.storeAway = counter(STORE_AWAY, "Batches that the store did not take, to be tried again");
        this.putAside = counter(PUT_ASIDE, "Records that could not be decoded, and lie among the dead letters");
    }

    /** Those of the task; also for a store that has something of its own to tell. */
    public static SinkMeters of(SinkTaskContext context) {
        return new SinkMeters(context.pluginMetrics());
    }

    /** Something that only ever rises. */
    public Sensor counter(String name, String what) {
        Sensor sensor = metrics.addSensor(name + own);
        add(sensor, name, what, new CumulativeSum());
        return sensor;
    }

    private Sensor span(String name, String what) {
        Sensor sensor = metrics.addSensor(name + own);
        add(sensor, name + "-avg", what + ", on average", new Avg());
        add(sensor, name + "-max", what + ", at most", new Max());
        return sensor;
    }

    private void add(Sensor sensor, String name, String what, MeasurableStat stat) {
        MetricName metric = metrics.metricName(name, what, new LinkedHashMap<>());
        sensor.add(metric, stat);
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
