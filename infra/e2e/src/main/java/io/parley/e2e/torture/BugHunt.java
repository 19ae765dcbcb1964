package io.parley.e2e.torture;

import io.parley.e2e.bugs.Bug;
import io.parley.e2e.bugs.Planter;
import io.parley.e2e.play.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Plants each bug into a stack of its own, lets strike what brings it to light, and sees whether it is found. */
public final class BugHunt {
    /** So many acks before and after each fault: some bugs show only in what people do seldom. */
    private static final int TALK = 250;

    private final Path evidence;
    private final Consumer<String> say;

    public BugHunt(Path evidence, Consumer<String> say) {
        this.evidence = evidence;
        this.say = say;
    }

    /** Those that were not found. */
    public List<Bug> run(List<Bug> bugs) {
        List<Bug> missed = new ArrayList<>();
        for (Bug bug : bugs) {
            say.accept(bug + ": " + bug.what() + " (" + bug.where() + ")");
            List<String> found = complaintsAbout(bug);
            if (found.isEmpty()) {
                missed.add(bug);
            }
            say.accept(found.isEmpty() ? "  NOT FOUND" : "  found: " + found.get(0));
        }
        return missed;
    }

    private List<String> complaintsAbout(Bug bug) {
        Path folder = Torture.folder();
        Map<String, String> planted = Map.of("local.options." + bug.part(), Planter.option(bug, Torture.folder()));
        try (Cluster cluster = Cluster.start(folder, 1, Torture.settings(folder, planted))) {
            List<Plan.Strike> strikes = bug.faults().stream()
                    .flatMap(fault -> Catalogue.named(new LinkedHashSet<>(List.of(fault))).stream())
                    .map(fault -> new Plan.Strike(List.of(fault)))
                    .toList();
            List<String> found = new Round(cluster, "bug-" + bug, bug.ordinal(), TALK, evidence, say).play(strikes);
            requirePlanted(bug, cluster);
            return found;
        }
    }

    private static void requirePlanted(Bug bug, Cluster cluster) {
        boolean there = cluster.stack().parts().stream()
                .filter(part -> part.startsWith(bug.part()))
                .anyMatch(part -> Planter.isPlanted(bug, cluster.logOf(part)));
        if (!there) {
            throw new IllegalStateException("there is no " + bug.where() + " to rewrite");
        }
    }
}
