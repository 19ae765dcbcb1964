package io.parley.local.part;

import io.parley.local.Trouble;
import io.parley.local.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The Redis server: the one on the PATH, else the one that a Maven artifact ships, taken out into the data folder. */
public final class RedisBinary {

    private RedisBinary() {}

    public static Path find(Path folder) {
        return ChildProcess.onPath("redis-server").orElseGet(() -> shipped(folder.resolve("redis-server")));
    }

    private static Path shipped(Path target) {
        String name = resource(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElseThrow(() -> new Trouble(
                        "No Redis server is shipped for this machine.",
                        "Install one that is on the PATH (Debian: apt-get install redis-server)."));
        if (Files.isExecutable(target)) {
            return target;
        }
        Path jar = ClassPath.of("redis").jar("embedded-redis");
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            Files.createDirectories(target.getParent());
            Files.write(target, in.readAllBytes());
            if (!target.toFile().setExecutable(true)) {
                throw new IOException(target + " cannot be made executable");
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> resource(String system, String processor) {
        boolean arm = processor.equals("aarch64");
        if (system.equals("Linux")) {
            return Optional.of(arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64");
        }
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return Optional.of("redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"));
        }
        return Optional.empty();
    }
}
