package io.parley.e2e.upgrade;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.torture.Rolling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley upgrade}: from another release to this one and back, while people talk. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Begins a stack of its own with another release, moves its parts one after another to this one while people",
            "talk, judges what everybody saw, and then moves them back and judges again."
        })
public final class Main implements Callable<Integer> {
    private static final String SECRET = "a secret of tokens that is long enough";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "REF|DIR",
            description = "A git ref, which is checked out and built below target/releases, or a built checkout.")
    private String from = "";

    @Option(names = "--shards", description = "How many.", defaultValue = "4")
    private int shards;

    @Option(names = "--seed", description = "Of what people do.", defaultValue = "1")
    private long seed;

    @Option(names = "--home", hidden = true, defaultValue = "${sys:parley.home:-.}")
    private Path home = Path.of(".");

    @Option(names = "--evidence", description = "Where histories that break a law go.", defaultValue = "torture")
    private Path evidence = Path.of("torture");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path checkout = home.toAbsolutePath().normalize();
        Rolling.Release old = new Build(checkout, System.out::println).of(from);
        Path folder = Files.createTempDirectory("parley-upgrade");
        Path data = Files.createDirectory(folder.resolve("data"));
        System.out.println("Beginning with " + old.checkout() + " in " + data + " …");
        Beginning.of(old.checkout(), data, shards, SECRET);
        System.out.println("Its parts again, with this release's topics, schemas and tables …");
        Map<String, Path> releases = new TreeMap<>();
        Rolling.ORDER.forEach(part -> releases.put(part, old.checkout()));
        List<String> wrong = new ArrayList<>();
        try (Cluster cluster = Cluster.start(data, shards, Map.of("auth.secret", SECRET), releases)) {
            Rolling rolling = new Rolling(cluster, seed, evidence, System.out::println);
            wrong.addAll(rolling.forward(new Rolling.Release("new", checkout)));
            if (wrong.isEmpty()) {
                wrong.addAll(rolling.back(old));
            }
        }
        wrong.forEach(System.out::println);
        System.out.println(
                wrong.isEmpty()
                        ? "Nothing was lost, doubled, reordered or leaked, there and back."
                        : "A law was broken; the parts' logs are in " + data.resolve("logs"));
        return wrong.isEmpty() ? 0 : 1;
    }
}
