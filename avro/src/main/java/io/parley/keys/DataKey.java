package io.parley.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.SecretKey;

/**
 * A key for what one user writes. A sealed text is base64url of nonce, ciphertext and tag, and belongs to the key's id, to
 * its chat and to its field: moved to another, it does not open. An empty text stays one, because whether a text is empty
 * is judged where nobody can open it.
 */
public final class DataKey {
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String id;
    private final SecretKey key;

    DataKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    public String id() {
        return id;
    }

    public String seal(String chatId, Field field, String text) {
        return text.isEmpty()
                ? text
                : TO_TEXT.encodeToString(
                        Gcm.seal(key, text.getBytes(StandardCharsets.UTF_8), additional(chatId, field)));
    }

    /** Throws {@link ForgedException} for what this key did not seal for this place. */
    public String open(String chatId, Field field, String sealed) {
        return sealed.isEmpty()
                ? sealed
                : new String(Gcm.open(key, bytes(sealed), additional(chatId, field)), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String sealed) {
        try {
            return Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new ForgedException("no base64url");
        }
    }

    private byte[] additional(String chatId, Field field) {
        return ("parley content 1\n" + id + "\n" + chatId + "\n" + field).getBytes(StandardCharsets.UTF_8);
    }

    SecretKey key() {
        return key;
    }

    /** Says which key it is, and nothing of it. */
    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }

    /** What of a message is sealed. */
    public enum Field {
        CONTENT,
        DATA,
        FILE_NAME
    }
}
