package io.parley.local.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The data folder's own secrets: made at random once unless they are given, readable by their owner alone. */
public final class Secret {
    private static final int BYTES = 48;

    private Secret() {}

    /** The HS256 secret: of several, while one follows another, the first. */
    public static String keep(DataFolder folder) {
        return keep(folder.secret());
    }

    /** The secret key of the store of files. */
    public static String keepOfFiles(DataFolder folder) {
        return keep(folder.filesSecret());
    }

    /** The secret of webhooks: the one that is given, else the one that is there, else a new one. */
    public static String keepOfWebhook(DataFolder folder, String given) {
        try {
            if (!given.isBlank()) {
                Path fresh = folder.webhookSecret().resolveSibling("webhook.secret.new");
                Files.deleteIfExists(fresh);
                write(fresh, given.strip());
                Files.move(fresh, folder.webhookSecret(), StandardCopyOption.ATOMIC_MOVE);
            } else if (!Files.exists(folder.webhookSecret())) {
                write(folder.webhookSecret(), "whsec_" + Base64.getEncoder().encodeToString(random()));
            }
            return Files.readString(folder.webhookSecret()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file may have several secrets, one a line: the first one signs. */
    public static String first(Path file) throws IOException {
        return Files.readString(file).strip().lines().findFirst().orElse("").strip();
    }

    private static String keep(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random()));
            }
            return first(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static void write(Path file, String secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }
}
