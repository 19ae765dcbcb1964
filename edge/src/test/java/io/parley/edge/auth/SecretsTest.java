package io.parley.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.edge.EdgeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which secrets count while one follows another. */
class SecretsTest {
    private static final Clock WALL = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String OLD = "old ".repeat(10);
    private static final String NEW = "new ".repeat(10);

    private final Path folder;
    private final Path file;
    private final AuthSettings settings;
    private final Secrets secrets;

    SecretsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        file = Files.writeString(folder.resolve("secrets"), OLD + "\n");
        settings = settings("auth.secrets.file", file.toString());
        secrets = Secrets.open(settings);
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    private static AuthSettings settings(String... pairs) {
        return AuthSettings.of(new EdgeSettings(
                pairs.length == 2 ? Map.of(pairs[0], pairs[1]) : Map.of(pairs[0], pairs[1], pairs[2], pairs[3])));
    }

    private void fileSays(String text) throws IOException {
        Files.writeString(file, text);
        secrets.readAgain();
    }

    private static String by(String secret, JWSAlgorithm algorithm) throws Exception {
        JWTClaimsSet ann = new JWTClaimsSet.Builder()
                .subject("ann")
                .expirationTime(Date.from(WALL.instant().plusSeconds(60)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), ann);
        token.sign(new MACSigner(secret.strip()));
        return token.serialize();
    }

    private boolean counts(String token) {
        return new JwtAuthenticator(settings, secrets, null, WALL)
                        .authenticate(token)
                        .toCompletableFuture()
                        .join()
                instanceof Principal;
    }

    @Test
    void each_of_two_counts_and_one_that_was_taken_away_does_not() throws Exception {
        String byOld = by(OLD, JWSAlgorithm.HS256);
        String byNew = by(NEW, JWSAlgorithm.HS256);
        assertThat(counts(byOld)).isTrue();
        assertThat(counts(byNew)).isFalse();

        fileSays(NEW + "\n\n" + OLD);
        assertThat(counts(byOld)).isTrue();
        assertThat(counts(byNew)).isTrue();

        fileSays(NEW);
        assertThat(counts(byOld)).isFalse();
        assertThat(counts(byNew)).isTrue();
    }

    @Test
    void more_secrets_are_not_more_algorithms() throws Exception {
        String longer = "x".repeat(64);
        fileSays(OLD + "\n" + longer);

        assertThat(counts(by(longer, JWSAlgorithm.HS256))).isTrue();
        assertThat(counts(by(longer, JWSAlgorithm.HS512))).isFalse();
        assertThat(counts(by("y".repeat(64), JWSAlgorithm.HS256))).isFalse();
    }

    @Test
    void the_first_signs() throws Exception {
        TokenIssuer issuer = new TokenIssuer(settings, secrets, WALL);
        fileSays(NEW + "\n" + OLD);
        String token = issuer.issue("ann", null, Duration.ofMinutes(1));

        fileSays(NEW);
        assertThat(counts(token)).isTrue();
        fileSays(OLD);
        assertThat(counts(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "short", "new new new new new new new new new\nshort"})
    void a_file_that_became_unfit_changes_nothing(String text) throws Exception {
        fileSays(text);

        assertThat(counts(by(OLD, JWSAlgorithm.HS256))).isTrue();
        assertThat(secrets.count()).isEqualTo(1);
    }

    @Test
    void a_file_that_went_away_changes_nothing() throws Exception {
        Files.delete(file);
        secrets.readAgain();

        assertThat(counts(by(OLD, JWSAlgorithm.HS256))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            short                       | line 1 of auth.secrets.file must have at least 32 bytes
            ''                          | auth.secrets.file must have 1 to 4 secrets
            LONG/short                  | line 2 of auth.secrets.file must have at least 32 bytes
            LONG/LONG/LONG/LONG/LONG    | auth.secrets.file must have 1 to 4 secrets, one a line, and
            """)
    void an_edge_does_not_start_with_a_file_that_does_not_serve(String text, String complaint) throws Exception {
        Files.writeString(file, text.replace("LONG", NEW.strip()).replace('/', '\n'));

        assertThatThrownBy(() -> Secrets.open(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining(NEW.strip());
    }

    @Test
    void a_file_and_a_fixed_secret_are_not_both_set_and_one_must_be() {
        AuthSettings both = settings("auth.secret", OLD, "auth.secrets.file", file.toString());
        AuthSettings missing =
                settings("auth.secrets.file", folder.resolve("none").toString());

        assertThatThrownBy(() -> Secrets.open(both)).hasMessageContaining("both set");
        assertThatThrownBy(() -> Secrets.open(missing)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> Secrets.open(settings("auth.secrets.file", "")))
                .hasMessageContaining("auth.secret must have at least 32 bytes");
    }
}
