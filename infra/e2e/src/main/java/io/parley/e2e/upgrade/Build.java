package io.parley.e2e.upgrade;

import io.parley.e2e.torture.Rolling.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Another release as a built checkout: one that is there, or one that is made of a git ref in a folder of its own. */
final class Build {
    private static final String BUILT = "infra/local/target/launcher.classpath";

    private final Path home;
    private final Consumer<String> say;

    /** @param home this checkout */
    Build(Path home, Consumer<String> say) {
        this.home = home;
        this.say = say;
    }

    /** @param from a folder that holds a built checkout, or what git knows as a commit */
    Release of(String from) throws IOException, InterruptedException {
        Path there = Path.of(from).toAbsolutePath().normalize();
        if (Files.isDirectory(there)) {
            if (!Files.exists(there.resolve(BUILT))) {
                throw new IllegalArgumentException(there
                        + " is not built: `mvn -Dmaven.test.skip=true package -pl infra/local -am` in it builds it.");
            }
            return new Release("old", there);
        }
        Path checkout = home.resolve("target/releases").resolve(from.replace('/', '_'));
        if (!Files.isDirectory(checkout)) {
            run(home, "git", "worktree", "add", "--detach", checkout.toString(), from);
        }
        if (!Files.exists(checkout.resolve(BUILT))) {
            say.accept("Building " + from + " in " + checkout + ", with a Maven repository of its own …");
            run(
                    checkout,
                    "mvn",
                    "-q",
                    "-B",
                    "package",
                    "-Dmaven.test.skip=true",
                    "-Dspotless.check.skip=true",
                    "-Dmaven.repo.local=" + home.resolve("target/releases/m2"),
                    "-pl",
                    "infra/local",
                    "-am");
        }
        return new Release(from, checkout);
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + code);
        }
    }
}
