package io.parley.local.run;

import io.parley.local.part.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What an instance is to be: how many of each, which kinds at all, the port of the first edge (0 for any free one).
 * {@code shards} 0 takes what the data folder has, or one.
 */
public record Shape(int edges, int topologies, int shards, int port, Set<Kind> kinds) {

    public Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            counts.put(
                    kind,
                    switch (kind) {
                        case EDGE -> edges;
                        case TOPOLOGY -> topologies;
                        default -> 1;
                    });
        }
        return counts;
    }
}
