package io.parley.sinks.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** Connect's side of a task. */
final class FakeContext implements SinkTaskContext {
    final List<Long> timeouts = new ArrayList<>();
    final List<SinkRecord> deadLetters = new ArrayList<>();
    final List<Throwable> causes = new ArrayList<>();
    final Metrics metrics = new Metrics();
    int commitsAsked;

    @Nullable
    RuntimeException deadLettersFail;

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, cause) -> {
            deadLetters.add(record);
            causes.add(cause);
            return deadLettersFail == null
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(deadLettersFail);
        };
    }

    /** What the task tells under that name. */
    double metric(SinkMetric wanted) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(wanted.name()))
                .filter(metric -> "a-sink".equals(metric.getKey().tags().get("connector")))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + wanted.name()));
    }

    @Override
    public void timeout(long ms) {
        timeouts.add(ms);
    }

    @Override
    public void requestCommit() {
        commitsAsked++;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return new PluginMetricsImpl(metrics, Map.of("connector", "a-sink", "task", "0"));
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException("offsets are Connect's");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException("offsets are Connect's");
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new UnsupportedOperationException("Connect pauses by itself");
    }

    @Override
    public void resume(TopicPartition... partitions) {
        throw new UnsupportedOperationException("Connect resumes by itself");
    }
}
