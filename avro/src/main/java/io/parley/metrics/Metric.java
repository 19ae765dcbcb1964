package io.parley.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * A metric as Prometheus sees it. A part tells nothing of its own that it has not said in one of these, so what a page
 * says of it is what the code does.
 *
 * @param unit of the value, or what is counted
 * @param remedy what to do when it is off
 */
public record Metric(String name, Type type, String unit, List<String> labels, String meaning, String remedy) {
    /** As in Prometheus' text format. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    public Metric {
        labels = List.copyOf(labels);
    }

    /** What is told under names of its own: beside a histogram the longest time, which no bucket says. */
    Stream<Metric> told() {
        if (type != Type.HISTOGRAM) {
            return Stream.of(this);
        }
        return Stream.of(
                this,
                new Metric(name + "_max", Type.GAUGE, unit, labels, "The longest of the last minute", "As above."));
    }
}
