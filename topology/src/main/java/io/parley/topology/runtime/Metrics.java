package io.parley.topology.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.parley.topology.errors.ErrorBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/** The meters of the process: Kafka Streams' and its clients' own, the JVM's, and what was put aside or replaced. */
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<KafkaStreamsMetrics> kafka = new ArrayList<>();

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** An application of the process. */
    void add(String application, KafkaStreams streams, ErrorBudget errors, Restarts restarts) {
        counter(TopologyMetric.DEAD_LETTERS, application, errors, ErrorBudget::count);
        counter(TopologyMetric.THREAD_RESTARTS, application, restarts, Restarts::count);
        Gauge.builder(TopologyMetric.RUNNING.dotted(application), streams, of -> running(of, restarts))
                .description(TopologyMetric.RUNNING.meaning())
                .register(registry);
        KafkaStreamsMetrics meters = new KafkaStreamsMetrics(streams, List.of(Tag.of("application", application)));
        meters.bindTo(registry);
        kafka.add(meters);
    }

    private <T> void counter(TopologyMetric metric, String application, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(metric.dotted(application), source, count)
                .description(metric.meaning())
                .register(registry);
    }

    private static double running(KafkaStreams streams, Restarts restarts) {
        return streams.state() == KafkaStreams.State.RUNNING && !restarts.isResting() ? 1 : 0;
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        kafka.forEach(KafkaStreamsMetrics::close);
        collections.close();
        registry.close();
    }
}
