package io.parley.sinks.push;

import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.SinkMetric;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.metrics.Sensor;

/** Counts how pushes end: {@code push-sent-total}, {@code push-given-up-total} and so on. */
public final class PushMeters implements PushEnds {
    private final Map<End, Sensor> counters = new EnumMap<>(End.class);

    PushMeters(SinkMeters meters) {
        for (End how : End.values()) {
            counters.put(how, meters.counter(metric(how)));
        }
    }

    /** What this sink tells beside what all do. */
    public static List<SinkMetric> all() {
        return Arrays.stream(End.values()).map(PushMeters::metric).toList();
    }

    private static SinkMetric metric(End how) {
        String word = how.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return SinkMetric.counter("push-" + word, "pushes", how.meaning, how.remedy);
    }

    @Override
    public void ended(End how) {
        Objects.requireNonNull(counters.get(how), how.name()).record();
    }
}
