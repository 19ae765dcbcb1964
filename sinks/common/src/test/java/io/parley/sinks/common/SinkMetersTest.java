package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.Test;

/** Tasks of a worker share its metrics, and must not count for each other. */
class SinkMetersTest {
    private final Metrics worker = new Metrics();
    private final PluginMetricsImpl ofCassandra = task("cassandra-sink");
    private final PluginMetricsImpl ofRedis = task("redis-sink");

    @Test
    void each_task_has_counts_of_its_own_and_takes_only_those_with_it() throws Exception {
        SinkMeters cassandra = new SinkMeters(ofCassandra);
        SinkMeters redis = new SinkMeters(ofRedis);

        cassandra.written(3, 10, 100);
        redis.written(1, 1, 1);

        assertThat(count("cassandra-sink")).contains(3.0);
        assertThat(count("redis-sink")).contains(1.0);
        ofCassandra.close();
        assertThat(count("cassandra-sink")).isEmpty();
        redis.written(1, 1, 1);
        assertThat(count("redis-sink")).contains(2.0);
    }

    private PluginMetricsImpl task(String connector) {
        return new PluginMetricsImpl(worker, Map.of("connector", connector, "task", "0"));
    }

    private Optional<Object> count(String connector) {
        return worker.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(SinkMeters.RECORDS.name()))
                .filter(metric -> connector.equals(metric.getKey().tags().get("connector")))
                .map(metric -> metric.getValue().metricValue())
                .findFirst();
    }
}
