package io.parley.local.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A part's classes as its Java machine keeps them between runs (class data sharing), which spares a start a third of its
 * work. The first process that ends in good order leaves one behind, for all data folders of this user; another class
 * path or Java has another. A machine checks what it is given and goes on without when it does not fit.
 */
final class SharedArchive {
    private final String part;
    private final Path archive;
    private final Path draft;

    /** {@code draft} is where a process may leave one, in the data folder. */
    SharedArchive(Path cache, Path javaHome, String part, ClassPath classPath, Path draft) {
        this.part = part;
        this.archive = cache.resolve(part + "-" + key(javaHome, classPath) + ".jsa");
        this.draft = draft;
    }

    /** Where this user's programs keep what can be made again. */
    static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("parley");
    }

    /** Uses the archive; where there is none, has one made at the process's end, if that is wanted. */
    List<String> flags(boolean make) {
        if (Files.exists(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
        return make ? List.of("-XX:ArchiveClassesAtExit=" + draft) : List.of();
    }

    /** Called when the process ended in good order, so that the draft is whole. Takes the place of the part's older ones. */
    void keep() {
        try {
            if (Files.exists(draft)) {
                Files.createDirectories(archive.getParent());
                Path beside = archive.resolveSibling(
                        archive.getFileName() + "." + ProcessHandle.current().pid());
                Files.move(draft, beside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                removeOlder();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that still maps one keeps it; no new one will look for it. */
    private void removeOlder() throws IOException {
        try (DirectoryStream<Path> older = Files.newDirectoryStream(archive.getParent(), part + "-*.jsa")) {
            for (Path one : older) {
                if (!one.equals(archive)) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    /** Changes with the Java and with every jar, so that a jar that was built anew has an archive of its own. */
    static String key(Path javaHome, ClassPath classPath) {
        var text = new StringBuilder(javaHome.toString());
        for (Path entry : classPath.entries()) {
            text.append('\n').append(entry).append(' ').append(modified(entry));
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long modified(Path entry) {
        try {
            return Files.getLastModifiedTime(entry).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
