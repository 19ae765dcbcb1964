package io.parley.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for a development set-up: JWTs by HS256 with the data folder's secret. They are made here and checked by edges. */
public final class Tokens {
    public static final Duration A_DAY = Duration.ofDays(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private Tokens() {}

    public static String make(String secret, String user, Duration life) {
        return sign(secret, new ObjectMapper().createObjectNode().put("sub", user), life);
    }

    /** An app server's, which acts for any user. */
    public static String makeService(String secret, String name, Duration life) {
        return sign(
                secret, new ObjectMapper().createObjectNode().put("sub", name).put("scope", "service"), life);
    }

    private static String sign(String secret, ObjectNode about, Duration life) {
        long now = Instant.now().getEpochSecond();
        String claims = about.put("iat", now).put("exp", now + life.toSeconds()).toString();
        String signed = encode(HEADER) + "." + encode(claims);
        return signed + "." + BASE64.encodeToString(sign(secret, signed));
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
