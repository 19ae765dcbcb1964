package io.parley.edge.auth;

import static io.parley.edge.Settings.number;
import static io.parley.edge.Settings.text;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import com.nimbusds.jose.JWSAlgorithm;
import io.parley.edge.EdgeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are held to. Refuses to exist half-configured: an algorithm that is named needs its key.
 *
 * @param algorithms never empty, never none
 * @param secret for HS256, one that stays; empty when there is none
 * @param secretsFile for HS256, a file of secrets that may change
 * @param jwks a file's path or an http(s) URL
 * @param serviceScope the word of {@code scope} that makes a token an app server's; null when no token is one
 */
public record AuthSettings(
        Set<JWSAlgorithm> algorithms,
        Password secret,
        @Nullable Path secretsFile,
        Duration secretsRefresh,
        @Nullable String jwks,
        Duration jwksRefresh,
        Duration timeout,
        @Nullable String audience,
        @Nullable String issuer,
        @Nullable String serviceScope,
        int tokenBytes) {
    public static final String SECRET = "auth.secret";
    public static final String SECRETS_FILE = "auth.secrets.file";
    public static final String SECRETS_REFRESH = "auth.secrets.refresh.ms";
    public static final String JWKS = "auth.jwks";
    public static final String JWKS_REFRESH = "auth.jwks.refresh.ms";
    public static final String ALGORITHMS = "auth.algorithms";
    public static final String AUDIENCE = "auth.audience";
    public static final String ISSUER = "auth.issuer";
    public static final String SERVICE_SCOPE = "auth.service.scope";
    public static final String TOKEN_BYTES = "auth.token.bytes";
    public static final String TIMEOUT = "auth.timeout.ms";

    private static final Set<JWSAlgorithm> KNOWN =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /** Adds these settings to an edge's. */
    public static void define(ConfigDef all) {
        all.define(
                SECRET,
                Type.PASSWORD,
                "",
                HIGH,
                "HS256: the secret, at least 32 bytes of UTF-8. It stays until the edge starts again.");
        text(
                all,
                SECRETS_FILE,
                "",
                HIGH,
                "HS256, instead of " + SECRET
                        + ": a file of 1 to 4 secrets, one a line, each at least 32 bytes. A token"
                        + " by any of them counts; the first one signs local tokens. Read again while the edge runs, so that one"
                        + " secret follows another.");
        number(
                all,
                SECRETS_REFRESH,
                10_000,
                10,
                3_600_000,
                LOW,
                "How often that file is read again; one that has become unfit changes nothing.");
        text(
                all,
                JWKS,
                "",
                HIGH,
                "RS256, ES256, EdDSA: the key set, a file's path or an http(s) URL. Empty: none of them.");
        number(
                all,
                JWKS_REFRESH,
                300_000,
                1_000,
                86_400_000,
                LOW,
                "How often the key set is read again; an unknown key id reads it at once, at most every tenth of this.");
        all.define(
                ALGORITHMS, Type.LIST, "HS256", HIGH, "Algorithms that count: HS256, RS256, ES256, EdDSA. Never none.");
        text(all, AUDIENCE, "", MEDIUM, "The aud that tokens must have; empty: unchecked.");
        text(all, ISSUER, "", MEDIUM, "The iss that tokens must have; empty: unchecked.");
        text(
                all,
                SERVICE_SCOPE,
                "service",
                MEDIUM,
                "The word in a token's scope that makes it an app server's, which acts for any user; empty: no token is one.");
        number(all, TOKEN_BYTES, 8 << 10, 256, 64 << 10, LOW, "A token's size.");
        number(all, TIMEOUT, 3_000, 100, 60_000, LOW, "How long a token may wait for its key to be fetched.");
    }

    public static AuthSettings of(EdgeSettings settings) {
        String file = given(settings.getString(SECRETS_FILE));
        Set<JWSAlgorithm> algorithms = algorithms(settings.getList(ALGORITHMS));
        AuthSettings auth = new AuthSettings(
                algorithms,
                settings.getPassword(SECRET),
                file == null ? null : Path.of(file),
                settings.millis(SECRETS_REFRESH),
                given(settings.getString(JWKS)),
                settings.millis(JWKS_REFRESH),
                settings.millis(TIMEOUT),
                given(settings.getString(AUDIENCE)),
                given(settings.getString(ISSUER)),
                given(settings.getString(SERVICE_SCOPE)),
                settings.getInt(TOKEN_BYTES));
        auth.requireKeys();
        return auth;
    }

    private static Set<JWSAlgorithm> algorithms(List<String> names) {
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>();
        for (String name : names) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
            if (!KNOWN.contains(algorithm)) {
                throw new ConfigException(ALGORITHMS, name, "only HS256, RS256, ES256 and EdDSA count");
            }
            algorithms.add(algorithm);
        }
        if (algorithms.isEmpty()) {
            throw new ConfigException(ALGORITHMS + " names no algorithm: nobody could connect");
        }
        return algorithms;
    }

    private void requireKeys() {
        if (isAsymmetric() && jwks == null) {
            throw new ConfigException(JWKS + " must name a key set for RS256, ES256 and EdDSA");
        }
    }

    boolean isSymmetric() {
        return algorithms.contains(JWSAlgorithm.HS256);
    }

    boolean isAsymmetric() {
        return algorithms.stream().anyMatch(algorithm -> !algorithm.equals(JWSAlgorithm.HS256));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
