package io.parley.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** The log of a part: what its process prints. Older output than {@link #MAX_BYTES} is kept once as {@code .1}. */
public final class LogFile {
    public static final long MAX_BYTES = 16L << 20;
    private static final int TAIL_BYTES = 16 << 10;

    private LogFile() {}

    public static final String START = "--- started ";

    /** Makes room at a start of the part, and marks it. */
    public static void begin(Path log) {
        rotate(log);
        try {
            Files.writeString(log, START + Instant.now() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > MAX_BYTES) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines since the newest start, oldest first. */
    public static List<String> tailOfStart(Path log, int lines) {
        List<String> all = tail(log, Integer.MAX_VALUE);
        int start = 0;
        for (int i = 0; i < all.size(); i++) {
            start = all.get(i).startsWith(START) ? i + 1 : start;
        }
        return all.subList(Math.max(start, all.size() - lines), all.size());
    }

    /** The last lines, oldest first; no more than the newest 16 KiB hold. */
    public static List<String> tail(Path log, int lines) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            var bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
