package io.parley.e2e.torture;

import io.parley.e2e.play.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A rolling upgrade while people talk, and the way back: each judged as a round of faults is. */
public final class Rolling {
    /** Readers before writers; of each kind one after the other. */
    public static final List<String> ORDER = List.of("connect", "topology-1", "topology-2", "edge-1", "edge-2");

    private final Cluster cluster;
    private final long seed;
    private final Path evidence;
    private final Consumer<String> say;

    public Rolling(Cluster cluster, long seed, Path evidence, Consumer<String> say) {
        this.cluster = cluster;
        this.seed = seed;
        this.evidence = evidence;
        this.say = say;
    }

    /** A built checkout, and what it is called. */
    public record Release(String name, Path checkout) {}

    /** Each part in the order of an upgrade. What was wrong; empty when nothing was. */
    public List<String> forward(Release release) {
        return play("forward", steps(ORDER, release));
    }

    /** Each part in the opposite order. */
    public List<String> back(Release release) {
        List<String> opposite = new ArrayList<>(ORDER);
        Collections.reverse(opposite);
        return play("back", steps(opposite, release));
    }

    static List<Plan.Strike> steps(List<String> parts, Release release) {
        return parts.stream()
                .map(part -> new Plan.Strike(List.of(new Upgrade(part, release.name(), release.checkout()))))
                .toList();
    }

    private List<String> play(String way, List<Plan.Strike> steps) {
        say.accept(way + ": " + steps);
        return new Round(cluster, "upgrade-" + way, seed + way.length(), Round.GOES_ON, evidence, say).play(steps);
    }
}
