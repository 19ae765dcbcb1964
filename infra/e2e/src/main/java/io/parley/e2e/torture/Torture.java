package io.parley.e2e.torture;

import io.parley.e2e.bugs.WallClock;
import io.parley.e2e.play.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A stack of its own, and rounds of faults on it until one breaks a law or the time is over. */
public final class Torture {
    /** Faults of one round: more people than these would see are not needed to judge them. */
    private static final int A_ROUND = 4;

    private final int shards;
    private final Plan plan;
    private final long seed;
    private final Path evidence;
    private final Consumer<String> say;

    public Torture(int shards, Plan plan, long seed, Path evidence, Consumer<String> say) {
        this.shards = shards;
        this.plan = plan;
        this.seed = seed;
        this.evidence = evidence;
        this.say = say;
    }

    /** What was wrong in the first round that broke a law; empty when none did. */
    public List<String> run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        say.accept("Seed " + seed + ", " + shards + " shards. Starting two edges and two topology instances …");
        Path folder = folder();
        try (Cluster cluster = Cluster.start(folder, shards, settings(folder, Map.of()))) {
            for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
                List<Plan.Strike> strikes =
                        plan.strikes((round + 1) * A_ROUND).subList(round * A_ROUND, (round + 1) * A_ROUND);
                say.accept("Round " + (round + 1) + ": " + strikes);
                List<String> wrong = new Round(
                                cluster, seed + "-" + (round + 1), seed + round, Round.GOES_ON, evidence, say)
                        .play(strikes);
                if (!wrong.isEmpty()) {
                    say.accept("The parts' logs are in " + folder.resolve("logs"));
                    return wrong;
                }
            }
        }
        return List.of();
    }

    /** One round on a cluster that is there: each of these faults once. What was wrong; empty when nothing was. */
    public static List<String> round(
            Cluster cluster, Set<String> faults, long seed, Path evidence, Consumer<String> say) {
        List<Fault> chosen = Catalogue.named(faults);
        List<Plan.Strike> strikes = new Plan(seed, chosen).strikesUntilAll();
        say.accept("Seed " + seed + ": " + strikes);
        return new Round(cluster, Long.toString(seed), seed, Round.GOES_ON, evidence, say).play(strikes);
    }

    /** What the stack in this folder is set to beside its shape. */
    static Map<String, String> settings(Path folder, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Manner.settings());
        all.put(
                "local.variables",
                "topology-2:JAVA_TOOL_OPTIONS="
                        + WallClock.of(folder, "topology-2").option());
        all.putAll(more);
        return all;
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("parley-torture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
