package io.parley.sinks.webhook;

import io.parley.sinks.common.SinkMeters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.metrics.Sensor;

/** Counts what becomes of events: {@code webhook-delivered-total}, {@code webhook-given-up-total} and so on. */
final class WebhookMeters implements WebhookEnds {
    private final Map<End, Sensor> counters = new EnumMap<>(End.class);

    WebhookMeters(SinkMeters meters) {
        for (End what : End.values()) {
            String words = what.name().toLowerCase(Locale.ROOT);
            counters.put(
                    what,
                    meters.counter(
                            "webhook-" + words.replace('_', '-') + "-total",
                            "Attempts at events that came to this: " + words.replace('_', ' ')));
        }
    }

    @Override
    public void happened(End what) {
        Objects.requireNonNull(counters.get(what), what.name()).record();
    }
}
