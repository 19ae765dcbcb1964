package io.parley.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;

/** The keys that wrap the users' keys: all unwrap, the first one wraps. */
public final class MasterKeys {
    public static final int AT_MOST = 4;

    private static final int KEY_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_=-]+)");
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, SecretKey> keys;
    private final String first;

    private MasterKeys(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.first = keys.keySet().iterator().next();
    }

    /** Of lines {@code ID:BASE64}; {@code where} says in a complaint where they stand. */
    public static MasterKeys parse(List<String> lines, String where) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        int line = 0;
        for (String text : lines) {
            line++;
            if (!text.isBlank()) {
                add(keys, text.strip(), "line " + line + " of " + where);
            }
        }
        if (keys.isEmpty() || keys.size() > AT_MOST) {
            throw new ConfigException(
                    where + " must have 1 to " + AT_MOST + " master keys, one a line, and has " + keys.size());
        }
        return new MasterKeys(keys);
    }

    private static void add(Map<String, SecretKey> keys, String text, String where) {
        Matcher parts = LINE.matcher(text);
        byte[] key = parts.matches() ? decode(parts.group(2)) : new byte[0];
        if (key.length != KEY_BYTES) {
            throw new ConfigException(
                    where + " must be ID:KEY: 1 to 32 of A-Z a-z 0-9 _ -, and base64 of " + KEY_BYTES + " bytes");
        }
        if (keys.put(parts.group(1), new SecretKeySpec(key, "AES")) != null) {
            throw new ConfigException(where + " has an id that another line has");
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A new key for what a user writes, after the erasure of that stamp; 0 when never erased. */
    public Wrapped make(String user, long generation) {
        String id = user + "/" + generation + "/" + TO_TEXT.encodeToString(Gcm.random(Gcm.NONCE_BYTES));
        byte[] sealed = Gcm.seal(key(first), Gcm.random(KEY_BYTES), additional(id));
        return new Wrapped(id, first + "." + TO_TEXT.encodeToString(sealed));
    }

    /** Throws {@link KeyUnavailableException} when its master key is not here, or another key under that name. */
    public DataKey unwrap(Wrapped wrapped) {
        int dot = wrapped.wrapped().indexOf('.');
        String master = wrapped.wrapped().substring(0, Math.max(dot, 0));
        try {
            byte[] key = Gcm.open(
                    key(master), DataKey.bytes(wrapped.wrapped().substring(dot + 1)), additional(wrapped.id()));
            return new DataKey(wrapped.id(), new SecretKeySpec(key, "AES"));
        } catch (ForgedException e) {
            throw new KeyUnavailableException("the master key " + master + " did not wrap the key " + wrapped.id());
        }
    }

    private SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new KeyUnavailableException("there is no master key " + id);
        }
        return key;
    }

    private static byte[] additional(String keyId) {
        return ("parley key 1\n" + keyId).getBytes(StandardCharsets.UTF_8);
    }

    List<String> ids() {
        return new ArrayList<>(keys.keySet());
    }

    boolean areThoseOf(MasterKeys other) {
        return ids().equals(other.ids()) && keys.equals(other.keys);
    }

    /** A user's key as the log has it. */
    public record Wrapped(String id, String wrapped) {}
}
