package io.parley.replay.export;

import io.parley.local.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: it is written beside its place and moved onto it when it is complete. */
final class Whole implements AutoCloseable {
    private final Path file;
    private final Path beside;

    private Whole(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
    }

    static Whole at(Path out) throws IOException {
        Path file = out.toAbsolutePath().normalize();
        if (Files.exists(file)) {
            throw new Trouble(file + " is there already.", "Name another file with --out FILE, or move this one away.");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Trouble("There is no folder " + folder + ".", "Make it, or name another file with --out FILE.");
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(beside);
        return new Whole(file, beside);
    }

    Path beside() {
        return beside;
    }

    Path file() {
        return file;
    }

    void complete() throws IOException {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(beside);
    }
}
