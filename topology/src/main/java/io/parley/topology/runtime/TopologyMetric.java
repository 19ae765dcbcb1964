package io.parley.topology.runtime;

import io.parley.metrics.Metric;
import io.parley.metrics.Metric.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Each metric that an application of the process tells of itself, beside those of Kafka Streams; docs/metrics/topology.md
 * is made of them.
 */
enum TopologyMetric {
    RUNNING(
            "running",
            Type.GAUGE,
            "1 or 0",
            "1 while all shards of the process are running",
            "0 while it restores: its log says how much is left. For long, or again and again: its log says why."),
    DEAD_LETTERS(
            "dead.letters",
            Type.COUNTER,
            "records",
            "Records that could not be decoded or decided",
            "`./parley dlq list` shows them. More than `talk.errors.tolerated` within `talk.errors.interval.ms` stop it."),
    THREAD_RESTARTS(
            "thread.restarts",
            Type.COUNTER,
            "threads",
            "Threads that died and were replaced",
            "One now and then follows a broker's death; again and again: see the ERROR lines of the log.");

    private static final String APPLICATION = "{application}";

    private final String dotted;
    private final Type type;
    private final String unit;
    private final String meaning;
    private final String remedy;

    TopologyMetric(String dotted, Type type, String unit, String meaning, String remedy) {
        this.dotted = "parley." + APPLICATION + "." + dotted;
        this.type = type;
        this.unit = unit;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** As Micrometer wants it. */
    String dotted(String application) {
        return dotted.replace(APPLICATION, application);
    }

    String meaning() {
        return meaning;
    }

    static List<Metric> all(String application) {
        return Arrays.stream(values()).map(each -> each.metric(application)).toList();
    }

    private Metric metric(String application) {
        String name = dotted(application).replace('.', '_') + (type == Type.COUNTER ? "_total" : "");
        return new Metric(name, type, unit, List.of(), meaning, remedy);
    }
}
