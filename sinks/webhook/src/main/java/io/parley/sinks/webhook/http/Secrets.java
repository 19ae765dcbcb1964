package io.parley.sinks.webhook.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of an endpoint, and what Standard Webhooks 1.0.0 signs with them: {@code id.timestamp.body} by HMAC-SHA256.
 * While a secret is replaced there are two, and a message bears the signature of each. No text that is made here holds one.
 */
public final class Secrets {
    public static final String PREFIX = "whsec_";

    /** 192 to 512 bits, as the standard says. */
    public static final int LEAST_BYTES = 24;

    public static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private Secrets(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Secrets as they are handed to receivers, {@code whsec_} and base64, parted by spaces.
     *
     * @throws IllegalArgumentException with a sentence that says which one is wrong and how, and not what it is
     */
    public static Secrets parse(String text) {
        List<String> given = Arrays.stream(text.strip().split("\\s+"))
                .filter(each -> !each.isEmpty())
                .toList();
        if (given.isEmpty()) {
            throw new IllegalArgumentException("names no secret");
        }
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String each : given) {
            keys.add(key(each, "secret " + (keys.size() + 1) + " of " + given.size()));
        }
        return new Secrets(keys);
    }

    private static SecretKeySpec key(String secret, String which) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException(which + " does not begin with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The decoder's own sentence would hold a part of it.
            throw new IllegalArgumentException(which + " is no base64 behind " + PREFIX);
        }
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    which + " has " + key.length + " bytes, and must have " + LEAST_BYTES + " to " + MOST_BYTES);
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    /** The value of {@code webhook-signature}: a signature of each secret. */
    public String sign(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + mac(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String mac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return keys.size() + " secret(s)";
    }
}
