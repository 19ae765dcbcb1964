package io.parley.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HS256 tokens for who holds the secret: an application's own back end, tests and load. Never for a client's device. */
public final class Tokens {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** A token of this user that holds for so long from now. */
    public static String hs256(String secret, String user, Duration ttl) {
        Instant now = Instant.now();
        return hs256(
                secret,
                Map.of(
                        "sub",
                        user,
                        "iat",
                        now.getEpochSecond(),
                        "exp",
                        now.plus(ttl).getEpochSecond()));
    }

    /** A token with just these claims. */
    public static String hs256(String secret, Map<String, Object> claims) {
        String header = part(Map.of("alg", "HS256", "typ", "JWT"));
        String signed = header + "." + part(new TreeMap<>(claims));
        return signed + "." + URL.encodeToString(hmac(secret, signed));
    }

    private static String part(Map<String, Object> json) {
        try {
            return URL.encodeToString(FrameCodec.JSON.writeValueAsBytes(json));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("claims that are no JSON", e);
        }
    }

    private static byte[] hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without HMAC-SHA256", e);
        }
    }
}
