package io.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/** How figures are written, for people and as JSON. */
final class Figures {

    /** Latencies beyond this are kept as this, in microseconds. */
    static final long LONGEST = 120_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double[] PERCENTILES = {50, 99, 99.9};

    private Figures() {}

    static ObjectNode json() {
        return JSON.createObjectNode();
    }

    static String head() {
        return line("  %-28s %10s %10s %10s %10s", "milliseconds", "p50", "p99", "p99.9", "max");
    }

    static String latency(String name, Histogram micros) {
        return line(
                "  %-28s %10.1f %10.1f %10.1f %10.1f",
                name,
                millis(micros, PERCENTILES[0]),
                millis(micros, PERCENTILES[1]),
                millis(micros, PERCENTILES[2]),
                micros.getMaxValue() / 1_000.0);
    }

    static ObjectNode percentiles(Histogram micros) {
        ObjectNode json = json();
        json.put("p50", millis(micros, PERCENTILES[0]));
        json.put("p99", millis(micros, PERCENTILES[1]));
        json.put("p99.9", millis(micros, PERCENTILES[2]));
        return json.put("max", micros.getMaxValue() / 1_000.0);
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    static void record(Histogram micros, long nanos) {
        micros.recordValue(Math.min(LONGEST, Math.max(0, nanos / 1_000)));
    }

    static String line(String format, Object... values) {
        return String.format(format, values) + "\n";
    }
}
