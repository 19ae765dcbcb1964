package io.parley.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * CPU seconds of a part.
 *
 * @param all of all its threads
 * @param compilers of those that compile just in time, which a part that is warm no longer needs
 */
record Cpu(double all, double compilers) {

    private static final Cpu NONE = new Cpu(0, 0);

    /** What was used by part between two readings of a {@link CpuMeter}. */
    static Map<String, Cpu> used(Map<String, Cpu> before, Map<String, Cpu> after) {
        Map<String, Cpu> used = new TreeMap<>();
        after.forEach((part, now) -> used.put(part, now.minus(before.getOrDefault(part, NONE))));
        return used;
    }

    /** All but the load's own. */
    static Cpu server(Map<String, Cpu> used) {
        return used.entrySet().stream()
                .filter(part -> !part.getKey().equals("load"))
                .map(Map.Entry::getValue)
                .reduce(NONE, Cpu::plus);
    }

    Cpu plus(Cpu other) {
        return new Cpu(all + other.all, compilers + other.compilers);
    }

    /** A compiler's thread that ended took its time with it. */
    private Cpu minus(Cpu before) {
        return new Cpu(all - before.all, Math.max(0, compilers - before.compilers));
    }
}
