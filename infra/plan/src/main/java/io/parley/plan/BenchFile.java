package io.parley.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file that {@code parley bench} keeps. Taken are rows of {@code one-to-one} and {@code group of N} that measured
 * processors and topics and had no violations; all others are left out, so that the bench may grow.
 */
final class BenchFile {
    private BenchFile() {}

    static List<BenchRow> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static List<BenchRow> parse(String json) throws IOException {
        JsonNode rows = new ObjectMapper().readTree(json);
        if (!rows.isArray()) {
            throw new IOException("not the bench's output: an array of rows is expected");
        }
        List<BenchRow> known = new ArrayList<>();
        for (JsonNode row : rows) {
            if (isComplete(row)) {
                known.add(row(row));
            }
        }
        known.removeIf(row -> !row.isDirect() && row.members() == 0);
        return List.copyOf(known);
    }

    private static boolean isComplete(JsonNode row) {
        return row.path("seconds").asDouble() > 0
                && row.path("messages").asDouble() > 0
                && row.path("violations").asLong() == 0
                && row.path("cpu_s").isObject()
                && row.path("written_per_message").path(BenchRow.MESSAGES).isObject();
    }

    private static BenchRow row(JsonNode row) {
        double seconds = row.path("seconds").asDouble();
        Map<String, Double> cores = new TreeMap<>();
        row.path("cpu_s")
                .properties()
                .forEach(
                        part -> cores.merge(part(part.getKey()), part.getValue().asDouble() / seconds, Double::sum));
        Map<String, Size> written = new TreeMap<>();
        row.path("written_per_message")
                .properties()
                .forEach(topic -> written.put(topic.getKey(), size(topic.getValue())));
        return new BenchRow(row.path("workload").asText(), row.path("messages").asDouble() / seconds, cores, written);
    }

    private static Size size(JsonNode topic) {
        return new Size(topic.path("records").asDouble(), topic.path("bytes").asDouble());
    }

    /** {@code edge-2} is another {@code edge}. */
    private static String part(String name) {
        return name.replaceFirst("-\\d+$", "");
    }
}
