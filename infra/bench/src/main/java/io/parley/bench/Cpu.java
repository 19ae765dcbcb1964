package io.parley.bench;

import java.util.Map;
import java.util.TreeMap;

/** What CPU seconds came to between two readings of a {@link CpuMeter}. */
final class Cpu {

    private Cpu() {}

    /** By part. */
    static Map<String, Double> used(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new TreeMap<>();
        after.forEach((part, seconds) -> used.put(part, seconds - before.getOrDefault(part, 0.0)));
        return used;
    }

    /** All but the load's own. */
    static double server(Map<String, Double> used) {
        return used.entrySet().stream()
                .filter(part -> !part.getKey().equals("load"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
