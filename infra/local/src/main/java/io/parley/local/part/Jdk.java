package io.parley.local.part;

import io.parley.local.Trouble;
import io.parley.local.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK that Cassandra needs: it runs on 17, and not on those after. All other parts run on the launcher's own. */
public final class Jdk {
    public static final int CASSANDRA = 17;

    private Jdk() {}

    public static Path current() {
        return Path.of(System.getProperty("java.home"));
    }

    public static Path forCassandra(String configured) {
        if (!configured.isEmpty()) {
            Path home = Path.of(configured);
            if (!isVersion(home)) {
                throw missing(configured + " is none");
            }
            return home;
        }
        return candidates().filter(Jdk::isVersion).findFirst().orElseThrow(() -> missing("none was found"));
    }

    private static Trouble missing(String how) {
        return new Trouble(
                "Cassandra needs a JDK " + CASSANDRA + ", and " + how + ".",
                "Install one (Debian: apt-get install openjdk-17-jre-headless), or name its home in PARLEY_LOCAL_CASSANDRA_JAVA_HOME.");
    }

    private static Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        homes.add(current());
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        ChildProcess.onPath("java").flatMap(Jdk::homeOf).ifPresent(homes::add);
        homes.addAll(within(Path.of("/usr/lib/jvm"), ""));
        homes.addAll(within(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"), ""));
        homes.addAll(within(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
        return homes.stream();
    }

    private static Optional<Path> homeOf(Path java) {
        try {
            return Optional.ofNullable(java.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> within(Path folder, String inner) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().map(entry -> entry.resolve(inner)).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isVersion(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            return false;
        }
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + CASSANDRA + ".")
                    || Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + CASSANDRA + "\"");
        } catch (IOException e) {
            return false;
        }
    }
}
