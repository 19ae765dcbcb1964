package io.parley.e2e.upgrade;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A data folder that another release began by its own launcher: topics, schemas, tables and connectors are what that
 * release makes.
 */
final class Beginning {
    private static final long PATIENCE_SECONDS = 180;

    private Beginning() {}

    static void of(Path checkout, Path data, int shards, String secret) throws IOException, InterruptedException {
        Path local = checkout.resolve("infra/local/target");
        String classPath = local.resolve("classes")
                + File.pathSeparator
                + Files.readString(local.resolve("launcher.classpath")).strip();
        Path log = data.resolveSibling(data.getFileName() + ".begun.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        "io.parley.local.Main",
                        "up",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--edges",
                        "2",
                        "--topologies",
                        "2",
                        "--shards",
                        Integer.toString(shards)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().put("PARLEY_AUTH_SECRET", secret);
        Process up = builder.start();
        try {
            awaitUp(up, log);
        } finally {
            up.destroy();
            if (!up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the old release does not end: " + log);
            }
        }
    }

    private static void awaitUp(Process up, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains("Parley is up")) {
            if (!up.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the old release does not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
