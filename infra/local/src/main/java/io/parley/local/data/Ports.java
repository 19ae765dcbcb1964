package io.parley.local.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * Which port is whose. Ports are chosen once, outside the range from which the kernel takes those of outgoing
 * connections, and kept in the data folder; one that somebody else has taken meanwhile is chosen anew.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /** A candidate for a port; it may be taken. */
    public static int candidate() {
        return FIRST + java.util.concurrent.ThreadLocalRandom.current().nextInt(COUNT);
    }

    /** The ports of all {@code wanted}: a kept one where it is free, else a new one. */
    public static Map<String, Integer> choose(
            Map<String, Integer> kept, Collection<String> wanted, IntPredicate free, IntSupplier candidates) {
        Map<String, Integer> chosen = new LinkedHashMap<>();
        for (String name : wanted) {
            Integer before = kept.get(name);
            boolean usable = before != null && !chosen.containsValue(before) && free.test(before);
            chosen.put(name, usable ? before : fresh(chosen.values(), free, candidates));
        }
        return chosen;
    }

    private static int fresh(Collection<Integer> taken, IntPredicate free, IntSupplier candidates) {
        for (int i = 0; i < TRIES; i++) {
            int candidate = candidates.getAsInt();
            if (!taken.contains(candidate) && free.test(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no free port among " + TRIES + " tried");
    }

    /** Chooses and keeps the ports of a data folder. */
    public static Map<String, Integer> keep(DataFolder folder, Collection<String> wanted) {
        Map<String, Integer> kept = new TreeMap<>(read(folder));
        Map<String, Integer> chosen = choose(kept, wanted, io.parley.local.process.Sockets::isFree, Ports::candidate);
        kept.putAll(chosen);
        Json.write(folder.ports(), kept);
        return chosen;
    }

    private static Map<String, Integer> read(DataFolder folder) {
        Map<String, Integer> ports = new TreeMap<>();
        try {
            Json.read(folder.ports(), Map.class)
                    .ifPresent(kept -> kept.forEach((name, port) -> {
                        if (name instanceof String text && port instanceof Integer number) {
                            ports.put(text, number);
                        }
                    }));
        } catch (java.io.UncheckedIOException e) {
            // A damaged file costs the old choice of ports and nothing else.
            return Map.of();
        }
        return ports;
    }
}
