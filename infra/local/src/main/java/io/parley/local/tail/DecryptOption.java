package io.parley.local.tail;

import io.parley.local.Trouble;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether words are to be shown in plain, and with which master keys. */
public final class DecryptOption {
    private static final String VARIABLE = "PARLEY_CONTENT_KEYS_FILE";

    @Option(
            names = "--decrypt",
            description = "Open what is encrypted; what was erased is empty and said to be. See docs/erasure.md.")
    private boolean decrypt;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "With --decrypt: the file of master keys. Default: what " + VARIABLE + " names")
    private @Nullable Path keys;

    /** Null when words are to stay as they lie. */
    public @Nullable Decryption open(String kafka, String registry) throws InterruptedException {
        if (!decrypt) {
            return null;
        }
        String named = System.getenv(VARIABLE);
        Path file = keys != null || named == null || named.isEmpty() ? keys : Path.of(named);
        if (file == null) {
            throw new Trouble("--decrypt needs master keys.", "Name their file with --keys FILE or " + VARIABLE + ".");
        }
        return Decryption.open(kafka, registry, file);
    }
}
