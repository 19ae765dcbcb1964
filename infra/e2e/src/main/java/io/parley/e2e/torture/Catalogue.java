package io.parley.e2e.torture;

import io.parley.e2e.play.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every fault there is, of a stack of two edges and two topology instances. */
public final class Catalogue {
    /** Longer than edge.lease.ms (5 s). */
    private static final Duration PAST_A_LEASE = Duration.ofSeconds(8);

    /** Longer than the session and the transaction of talk on one machine (4 s each), with the broker's look for them. */
    private static final Duration PAST_A_SESSION = Duration.ofSeconds(10);

    private static final List<String> EDGES = List.of("edge-1", "edge-2");
    private static final List<String> TOPOLOGIES = List.of("topology-1", "topology-2");
    private static final List<String> OTHERS = List.of("connect", "kafka", "cassandra", "redis", "registry");

    private Catalogue() {}

    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (String part : parts()) {
            all.add(new Kill(part));
            all.add(new Pause(part, part.startsWith("edge") ? PAST_A_LEASE : PAST_A_SESSION));
            all.add(new Restart(part));
        }
        all.add(new Restart("edges", EDGES));
        all.add(new Restart("topologies", TOPOLOGIES));
        all.add(new FlushCache());
        all.add(new EmptyTables());
        TOPOLOGIES.forEach(part -> all.add(new DeleteState(part)));
        all.add(new ForgetOffsets(TOPOLOGIES));
        all.add(new PoisonTopics());
        EDGES.forEach(part -> all.add(new ClaimSlot(part)));
        all.add(new BreakNetwork("edge-2", Link.State.CUT, PAST_A_LEASE));
        all.add(new BreakNetwork("topology-2", Link.State.CUT, PAST_A_SESSION));
        all.add(new BreakNetwork("edge-2", Link.State.ONE_WAY, PAST_A_LEASE));
        all.add(new BreakNetwork("topology-2", Link.State.ONE_WAY, PAST_A_SESSION));
        all.add(new LateWrites("topology-2", "topology-1", PAST_A_SESSION));
        all.add(new BreakNetwork("edge-2", Link.State.SLOW, PAST_A_LEASE));
        all.add(new BreakNetwork("topology-2", Link.State.SLOW, PAST_A_SESSION));
        for (Manner manner : Manner.values()) {
            all.add(new Misbehave(manner));
        }
        all.addAll(UnknownSchema.all());
        all.add(new StepClock("topology-2"));
        for (String part : List.of("kafka", "topology-1", "topology-2", "cassandra")) {
            all.add(new FullDisk(part, PAST_A_SESSION));
        }
        return List.copyOf(all);
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>(EDGES);
        parts.addAll(TOPOLOGIES);
        parts.addAll(OTHERS);
        return parts;
    }

    /** Those that are named, by a whole name or a kind; all when nothing is named. */
    public static List<Fault> named(Set<String> names) {
        List<String> unknown = names.stream()
                .filter(name -> all().stream().noneMatch(fault -> isMeant(fault, name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no fault " + String.join(", ", unknown) + ".");
        }
        return all().stream()
                .filter(fault -> names.isEmpty() || names.stream().anyMatch(name -> isMeant(fault, name)))
                .toList();
    }

    private static boolean isMeant(Fault fault, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return fault.name().equals(wanted) || fault.kind().equals(wanted);
    }
}
