package io.parley.sinks.webhook;

import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.SinkMetric;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.metrics.Sensor;

/** Counts what becomes of events: {@code webhook-delivered-total}, {@code webhook-given-up-total} and so on. */
public final class WebhookMeters implements WebhookEnds {
    private final Map<End, Sensor> counters = new EnumMap<>(End.class);

    WebhookMeters(SinkMeters meters) {
        for (End what : End.values()) {
            counters.put(what, meters.counter(metric(what)));
        }
    }

    /** What this sink tells beside what all do. */
    public static List<SinkMetric> all() {
        return Arrays.stream(End.values()).map(WebhookMeters::metric).toList();
    }

    private static SinkMetric metric(End what) {
        String word = what.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return SinkMetric.counter("webhook-" + word, "events", what.meaning, what.remedy);
    }

    @Override
    public void happened(End what) {
        Objects.requireNonNull(counters.get(what), what.name()).record();
    }
}
