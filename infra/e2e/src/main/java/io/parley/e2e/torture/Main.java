package io.parley.e2e.torture;

import io.parley.e2e.bugs.Bug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley torture}: faults while people talk, on a stack of its own, until the time is over. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Kills, stops, empties and poisons the parts of a stack of its own while people talk, and then judges what",
            "everybody saw. The plan of faults is made from the seed alone, and printed."
        })
public final class Main implements Callable<Integer> {

    @Option(names = "--minutes", description = "How long new rounds are begun.", defaultValue = "10")
    private double minutes;

    @Option(names = "--seed", description = "Of the plan; a random one when not given.")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            description = "Kinds or names, as --list writes them; all when not given.")
    private Set<String> faults = new LinkedHashSet<>();

    @Option(names = "--shards", description = "1 or 4.", defaultValue = "4")
    private int shards;

    @Option(names = "--evidence", description = "Where histories that break a law go.", defaultValue = "torture")
    private Path evidence = Path.of("torture");

    @Option(names = "--list", description = "Lists the faults, and does nothing.")
    private boolean list;

    @Option(
            names = "--bugs",
            split = ",",
            arity = "0..1",
            fallbackValue = "ALL",
            paramLabel = "BUG",
            description = "Plants bugs into parts instead, each of which must be found; all when none is named.")
    private List<String> bugs = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (list) {
            System.out.print(Page.faults(Catalogue.all()));
            return 0;
        }
        return bugs.isEmpty() ? torture() : hunt();
    }

    private int hunt() {
        List<Bug> wanted = bugs.equals(List.of("ALL"))
                ? List.of(Bug.values())
                : bugs.stream().map(Bug::valueOf).toList();
        List<Bug> missed = new BugHunt(evidence, System.out::println).run(wanted);
        System.out.println(missed.isEmpty() ? "Every bug was found." : "Not found: " + missed);
        return missed.isEmpty() ? 0 : 1;
    }

    private int torture() {
        List<Fault> chosen;
        try {
            chosen = Catalogue.named(faults);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + " --list says which there are.");
            return CommandLine.ExitCode.USAGE;
        }
        long chosenSeed = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        Torture torture = new Torture(shards, new Plan(chosenSeed, chosen), chosenSeed, evidence, System.out::println);
        List<String> wrong = torture.run(Duration.ofMillis((long) (minutes * 60_000)));
        wrong.forEach(System.out::println);
        System.out.println(wrong.isEmpty() ? "Nothing was lost, doubled, reordered or leaked." : "A law was broken.");
        return wrong.isEmpty() ? 0 : 1;
    }
}
