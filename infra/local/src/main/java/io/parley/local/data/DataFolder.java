package io.parley.local.data;

import io.parley.local.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder of one instance: everything it keeps, and nothing of another's. */
public record DataFolder(Path root) {
    private static final String IDENTITY = "parley.json";

    public DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Where files of the running instance lie; they may be lost between two runs. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** What a part itself keeps. */
    public Path of(String part) {
        return root.resolve(part);
    }

    public Path state() {
        return run().resolve("state.json");
    }

    public Path ports() {
        return root.resolve("ports.json");
    }

    public Path secret() {
        return root.resolve("auth.secret");
    }

    /** The secret key of the store of files. */
    public Path filesSecret() {
        return root.resolve("files.secret");
    }

    /** What webhooks are signed with. */
    public Path webhookSecret() {
        return root.resolve("webhook.secret");
    }

    public boolean exists() {
        return Files.exists(root.resolve(IDENTITY));
    }

    /** Whose data this is; without a value when nothing was ever kept here. */
    public Identity identity() {
        return Json.read(root.resolve(IDENTITY), Identity.class)
                .orElseThrow(() -> damaged("its parley.json is missing"));
    }

    /** Makes the folder of a new instance, or opens the one that is there, and says what holds for it. */
    public Identity open(Identity fresh) {
        try {
            if (!exists()) {
                requireOurs();
                Files.createDirectories(root);
                Json.write(root.resolve(IDENTITY), fresh);
            }
            Files.createDirectories(run());
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new Trouble(
                    "The data folder " + root + " cannot be used: " + e.getMessage() + ".",
                    "Name another one with --data DIR, or make this one writable.");
        }
        Identity kept = read();
        if (kept.format() != Identity.FORMAT || kept.shards() < 1 || kept.slots() < 1) {
            throw damaged("its parley.json says format " + kept.format());
        }
        return kept;
    }

    private Identity read() {
        try {
            return identity();
        } catch (UncheckedIOException e) {
            throw damaged("its parley.json cannot be read");
        }
    }

    /** Deletes all that the instance kept but for the parts' logs, for who only wanted it for a while. It must have ended. */
    public void forget() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.filter(each -> !each.equals(logs())).toList()) {
                Trees.delete(entry);
            }
        }
    }

    /** Refuses a file, and a folder in which something lies that is not ours. */
    public void requireOurs() throws IOException {
        if (exists() || !Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new Trouble(root + " is a file, not a data folder.", "Name another one with --data DIR.");
        }
        try (Stream<Path> entries = Files.list(root)) {
            // A launcher in the background writes its log first.
            if (entries.anyMatch(entry -> !entry.equals(logs()))) {
                throw damaged("it is not empty and has no parley.json");
            }
        }
    }

    private Trouble damaged(String how) {
        return new Trouble(
                "The data folder " + root + " is damaged or not Parley's: " + how + ".",
                "Empty it with `./parley reset --data " + root + "`, or name another one with --data DIR.");
    }
}
