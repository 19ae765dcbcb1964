package io.parley.local.run;

import io.parley.local.part.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be there before what. Parts are processes; {@link Work} is what is made inside them. Whatever is not part of
 * an instance is not waited for.
 */
public final class Plan {
    /** What is provisioned, and what must run for it. */
    public enum Work {
        TOPICS(Kind.KAFKA),
        SCHEMAS(Kind.REGISTRY),
        TABLES(Kind.CASSANDRA),
        CONNECTORS(Kind.CONNECT);

        private final Kind in;

        Work(Kind in) {
            this.in = in;
        }

        public String stepName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What one thing waits for. */
    public record Needs(Set<Kind> parts, Set<Work> work) {}

    private static final Map<Kind, Needs> OF_PARTS = new EnumMap<>(Map.of(
            Kind.CASSANDRA, needs(),
            Kind.KAFKA, needs(),
            Kind.REDIS, needs(),
            // Nobody waits for it, so it leaves the processors to those who are waited for.
            Kind.S3, needs(Work.TOPICS),
            Kind.REGISTRY, needs(),
            Kind.CONNECT, needs(Kind.KAFKA),
            Kind.TOPOLOGY, needs(Work.TOPICS, Work.SCHEMAS),
            Kind.EDGE, new Needs(Set.of(Kind.REDIS), Set.of(Work.TOPICS, Work.SCHEMAS, Work.TABLES))));

    private static final Map<Work, Needs> OF_WORK = new EnumMap<>(Map.of(
            Work.TOPICS, needs(Kind.KAFKA),
            Work.SCHEMAS, needs(Kind.REGISTRY),
            Work.TABLES, needs(Kind.CASSANDRA),
            Work.CONNECTORS,
                    new Needs(Set.of(Kind.CONNECT, Kind.REDIS), Set.of(Work.TOPICS, Work.SCHEMAS, Work.TABLES))));

    private final Set<Kind> kinds;
    private final Map<Kind, Integer> counts;

    public Plan(Map<Kind, Integer> counts) {
        this.counts = new EnumMap<>(counts);
        this.counts.values().removeIf(count -> count == 0);
        this.kinds = this.counts.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(this.counts.keySet());
    }

    public List<Work> work() {
        return List.of(Work.values()).stream()
                .filter(work -> kinds.contains(work.in))
                .toList();
    }

    /** Names of the steps that a part waits for. */
    public Set<String> needsOf(Kind kind) {
        return names(OF_PARTS.getOrDefault(kind, needs()));
    }

    public Set<String> needsOf(Work work) {
        return names(OF_WORK.getOrDefault(work, needs()));
    }

    private Set<String> names(Needs needs) {
        Set<String> names = new TreeSet<>();
        needs.parts().stream().filter(kinds::contains).forEach(kind -> names.addAll(partNames(kind)));
        needs.work().stream().filter(work()::contains).map(Work::stepName).forEach(names::add);
        return names;
    }

    public List<String> partNames(Kind kind) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= counts.getOrDefault(kind, 0); number++) {
            names.add(kind.partName(number));
        }
        return names;
    }

    /** The ports that all parts together need. */
    public Set<String> portNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Kind kind : kinds) {
            for (int number = 1; number <= counts.getOrDefault(kind, 0); number++) {
                names.addAll(kind.portNames(number));
            }
        }
        return names;
    }

    private static Needs needs(Kind... kinds) {
        return new Needs(Set.of(kinds), Set.of());
    }

    private static Needs needs(Work... work) {
        return new Needs(Set.of(), Set.of(work));
    }

    private static Needs needs() {
        return new Needs(Set.of(), Set.of());
    }
}
