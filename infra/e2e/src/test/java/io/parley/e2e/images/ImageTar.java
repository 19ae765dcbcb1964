package io.parley.e2e.images;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** The files of a saved image, as far as a test needs them (POSIX.1-1988 ustar, with long names after POSIX.1-2001). */
final class ImageTar {
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int NAME_LENGTH = 100;

    private ImageTar() {}

    static Map<String, byte[]> files(Path tar, Predicate<String> wanted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
            return files(in, wanted);
        }
    }

    static Map<String, byte[]> filesOfLayer(byte[] layer, Predicate<String> wanted) throws IOException {
        try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(layer))) {
            return files(in, wanted);
        }
    }

    private static Map<String, byte[]> files(InputStream in, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        DataInputStream data = new DataInputStream(in);
        byte[] header = new byte[BLOCK];
        while (read(data, header) && header[0] != 0) {
            String name = text(header, 0, NAME_LENGTH);
            int size = Integer.parseInt(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
            byte[] content = new byte[size];
            data.readFully(content);
            data.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (wanted.test(name)) {
                files.put(name, content);
            }
        }
        return files;
    }

    private static boolean read(DataInputStream data, byte[] block) throws IOException {
        try {
            data.readFully(block);
            return true;
        } catch (EOFException end) {
            return false;
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
