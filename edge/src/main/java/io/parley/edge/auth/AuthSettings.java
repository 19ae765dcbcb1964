package io.parley.edge.auth;

import com.nimbusds.jose.JWSAlgorithm;
import io.parley.edge.EdgeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private static final Set<JWSAlgorithm> KNOWN =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    public static AuthSettings of(EdgeSettings settings) {
        String file = given(settings.getString(EdgeSettings.AUTH_SECRETS_FILE));
        Set<JWSAlgorithm> algorithms = algorithms(settings.getList(EdgeSettings.AUTH_ALGORITHMS));
        AuthSettings auth = new AuthSettings(
                algorithms,
                settings.getPassword(EdgeSettings.AUTH_SECRET),
                file == null ? null : Path.of(file),
                settings.millis(EdgeSettings.AUTH_SECRETS_REFRESH),
                given(settings.getString(EdgeSettings.AUTH_JWKS)),
                settings.millis(EdgeSettings.AUTH_JWKS_REFRESH),
                settings.millis(EdgeSettings.AUTH_TIMEOUT),
                given(settings.getString(EdgeSettings.AUTH_AUDIENCE)),
                given(settings.getString(EdgeSettings.AUTH_ISSUER)),
                given(settings.getString(EdgeSettings.AUTH_SERVICE_SCOPE)),
                settings.getInt(EdgeSettings.AUTH_TOKEN_BYTES));
        auth.requireKeys();
        return auth;
    }

    private static Set<JWSAlgorithm> algorithms(List<String> names) {
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>();
        for (String name : names) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
            if (!KNOWN.contains(algorithm)) {
                throw new ConfigException(
                        EdgeSettings.AUTH_ALGORITHMS, name, "only HS256, RS256, ES256 and EdDSA count");
            }
            algorithms.add(algorithm);
        }
        if (algorithms.isEmpty()) {
            throw new ConfigException(EdgeSettings.AUTH_ALGORITHMS + " names no algorithm: nobody could connect");
        }
        return algorithms;
    }

    private void requireKeys() {
        if (isAsymmetric() && jwks == null) {
            throw new ConfigException(EdgeSettings.AUTH_JWKS + " must name a key set for RS256, ES256 and EdDSA");
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
