package io.parley.e2e.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The wall clock that one part reads, by libfaketime: a file says how far it is off. The monotonic clock is left as it
 * is, as when somebody sets the time of a machine.
 */
public record WallClock(Path file) {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    /** The clock of a part of the instance in this folder; the file lies beside it. */
    public static WallClock of(Path folder, String part) {
        return new WallClock(folder.resolveSibling(folder.getFileName() + "-" + part + ".clock"));
    }

    /** The library, where the machine has it. */
    public static Optional<Path> library() {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(LIBRARIES, "*-linux-*")) {
            for (Path machine : machines) {
                Path library = machine.resolve("faketime").resolve("libfaketimeMT.so.1");
                if (Files.isRegularFile(library)) {
                    return Optional.of(library);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes the clock right, and gives the variables by which the part reads it; none where the library is missing. */
    public String variables(String part) {
        isOff(Duration.ZERO);
        return library()
                .map(library -> String.join(
                        " ",
                        part + ":LD_PRELOAD=" + library,
                        part + ":FAKETIME_TIMESTAMP_FILE=" + file.toAbsolutePath(),
                        part + ":FAKETIME_CACHE_DURATION=1",
                        part + ":FAKETIME_DONT_FAKE_MONOTONIC=1"))
                .orElse("");
    }

    /** From now on it is so far ahead of the right time, or behind. */
    public void isOff(Duration ahead) {
        try {
            Files.createDirectories(file.getParent());
            // Whole or not at all: the part reads it at any moment.
            Path next = Files.writeString(
                    file.resolveSibling(file.getFileName() + ".next"),
                    (ahead.isNegative() ? "" : "+") + ahead.toSeconds());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
