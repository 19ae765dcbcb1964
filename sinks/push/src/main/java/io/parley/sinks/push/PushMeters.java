package io.parley.sinks.push;

import io.parley.sinks.common.SinkMeters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.metrics.Sensor;

/** Counts how pushes end: {@code push-sent-total}, {@code push-given-up-total} and so on. */
final class PushMeters implements PushEnds {
    private final Map<End, Sensor> counters = new EnumMap<>(End.class);

    PushMeters(SinkMeters meters) {
        for (End how : End.values()) {
            String words = how.name().toLowerCase(Locale.ROOT);
            counters.put(
                    how,
                    meters.counter(
                            "push-" + words.replace('_', '-') + "-total",
                            "Pushes that ended so: " + words.replace('_', ' ')));
        }
    }

    @Override
    public void ended(End how) {
        Objects.requireNonNull(counters.get(how), how.name()).record();
    }
}
