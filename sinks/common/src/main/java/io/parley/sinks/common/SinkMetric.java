package io.parley.sinks.common;

import io.parley.metrics.Metric;
import io.parley.metrics.Metric.Type;
import java.util.List;

/**
 * A metric that a task tells: under its own name in the worker, and to Prometheus by the rules of
 * infra/observability/connect-jmx.yml. {@link SinkMeters} tells no other, and docs/metrics/sinks.md is made of them.
 */
public record SinkMetric(String name, String unit, String meaning, String remedy) {
    private static final String TOTAL = "-total";

    /** Something that only ever rises. */
    public static SinkMetric counter(String name, String unit, String meaning, String remedy) {
        return new SinkMetric(name + TOTAL, unit, meaning, remedy);
    }

    static SinkMetric gauge(String name, String unit, String meaning, String remedy) {
        return new SinkMetric(name, unit, meaning, remedy);
    }

    public Metric asPrometheusSeesIt() {
        return new Metric(
                "parley_sink_" + name.replace('-', '_'),
                name.endsWith(TOTAL) ? Type.COUNTER : Type.GAUGE,
                unit,
                List.of("connector", "task"),
                meaning,
                remedy);
    }
}
