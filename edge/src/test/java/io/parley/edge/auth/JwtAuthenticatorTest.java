package io.parley.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parley.edge.EdgeSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens count. */
class JwtAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock WALL = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "a secret that has more than thirty-two bytes";
    private static final JWTClaimsSet ANN = claims("ann").build();

    private static JWTClaimsSet.Builder claims(String user) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("name", "Ann");
    }

    private static AuthSettings settings(String... pairs) {
        Map<String, String> values = new TreeMap<>();
        values.put(AuthSettings.SECRET, SECRET);
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        AuthSettings settings = AuthSettings.of(new EdgeSettings(values));
        Secrets.open(settings).close();
        return settings;
    }

    private static String signed(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws Exception {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String hs256(JWTClaimsSet claims) throws Exception {
        return signed(JWSAlgorithm.HS256, null, new MACSigner(SECRET), claims);
    }

    @ParameterizedTest
    @CsvSource({
        "service, true",
        "openid service, true",
        "service email, true",
        "services, false",
        "Service, false",
        "'', false",
        "openid, false"
    })
    void a_word_of_the_scope_makes_a_token_an_app_servers(String scope, boolean service) throws Exception {
        Principal principal = (Principal) check(
                settings(), null, hs256(claims("app").claim("scope", scope).build()));

        assertThat(principal.service()).isEqualTo(service);
        assertThat(principal.namesUser()).isEqualTo(!service);
        assertThat(principal.name()).isEqualTo(service ? null : "Ann");
    }

    @Test
    void the_word_is_configured_and_without_one_no_token_is_an_app_servers() throws Exception {
        String token = hs256(claims("app").claim("scope", "service backend").build());
        String list = hs256(claims("app").claim("scope", List.of("service")).build());

        assertThat(((Principal) check(settings(AuthSettings.SERVICE_SCOPE, "backend"), null, token)).service())
                .isTrue();
        assertThat(((Principal) check(settings(AuthSettings.SERVICE_SCOPE, ""), null, token)).service())
                .isFalse();
        assertThat(((Principal) check(settings(), null, list)).service())
                .as("a scope that is no text says nothing")
                .isFalse();
    }

    @Test
    void an_app_server_names_whom_it_acts_for_and_a_user_only_themselves() {
        Principal user = new Principal("ann", "Ann", NOW);
        Principal app = new Principal("app", null, NOW, NOW, true, null);

        assertThat(user.askingFor("ann")).isEqualTo(user);
        assertThat(user.askingFor("bob")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("forbidden"));
        assertThat(app.askingFor("bob")).isEqualTo(new Principal("app", null, NOW, NOW, true, "bob"));
        assertThat(app.askingFor("no id")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("bad_request"));
    }

    @Test
    void when_a_token_was_issued_is_known_to_the_millisecond_and_never_is_long_ago() throws Exception {
        long seconds = NOW.getEpochSecond();

        assertThat(issuedAt(seconds)).isEqualTo(NOW);
        assertThat(issuedAt(seconds + 0.25)).isEqualTo(NOW.plusMillis(250));
        assertThat(issuedAt(null)).isEqualTo(Instant.EPOCH);
    }

    private static Instant issuedAt(@Nullable Number iat) throws Exception {
        return ((Principal) check(
                        settings(), null, hs256(claims("ann").claim("iat", iat).build())))
                .issuedAt();
    }

    private static Verdict check(AuthSettings settings, @Nullable Keys keys, String token) {
        return new JwtAuthenticator(settings, Secrets.open(settings), keys, WALL)
                .authenticate(token)
                .toCompletableFuture()
                .join();
    }

    private static void refused(Verdict verdict, String reason) {
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("unauthorized");
            assertThat(refused.message()).contains(reason);
        });
    }

    @Test
    void a_token_by_the_secret_counts() throws Exception {
        assertThat(check(settings(), null, hs256(ANN))).isEqualTo(new Principal("ann", "Ann", NOW.plusSeconds(60)));
    }

    @Test
    void a_token_by_another_secret_does_not() throws Exception {
        String forged = signed(JWSAlgorithm.HS256, null, new MACSigner("x".repeat(40)), ANN);

        refused(check(settings(), null, forged), "signature");
    }

    @Test
    void an_unsigned_token_never_counts() {
        refused(check(settings(), null, new PlainJWT(ANN).serialize()), "not a signed JWT");
        refused(check(settings(), null, ""), "not a signed JWT");
        refused(check(settings(), null, "x".repeat(100_000)), "not a signed JWT");
    }

    @Test
    void an_algorithm_that_is_not_configured_does_not_count() throws Exception {
        String hs512 = signed(JWSAlgorithm.HS512, null, new MACSigner("x".repeat(64)), ANN);

        refused(check(settings(), null, hs512), "algorithm");
        assertThatThrownBy(() -> settings(AuthSettings.ALGORITHMS, "none")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> settings(AuthSettings.ALGORITHMS, "RS256")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> settings(AuthSettings.SECRET, "short")).isInstanceOf(ConfigException.class);
    }

    @Test
    void claims_are_held_to_the_contract() throws Exception {
        refused(check(settings(), null, hs256(claims("not an id").build())), "sub");
        refused(check(settings(), null, hs256(claims("ann").subject(null).build())), "sub");
        refused(check(settings(), null, hs256(claims("ann").expirationTime(null).build())), "exp");
        refused(
                check(
                        settings(),
                        null,
                        hs256(claims("ann").expirationTime(Date.from(NOW)).build())),
                "expired");
        refused(
                check(
                        settings(),
                        null,
                        hs256(claims("ann")
                                .notBeforeTime(Date.from(NOW.plusSeconds(9)))
                                .build())),
                "yet");
    }

    @Test
    void audience_and_issuer_are_checked_when_configured() throws Exception {
        AuthSettings strict = settings(AuthSettings.AUDIENCE, "chat", AuthSettings.ISSUER, "login");

        refused(check(strict, null, hs256(ANN)), "audience");
        refused(check(strict, null, hs256(claims("ann").audience("chat").build())), "issuer");
        assertThat(check(
                        strict,
                        null,
                        hs256(claims("ann")
                                .audience(List.of("other", "chat"))
                                .issuer("login")
                                .build())))
                .isInstanceOf(Principal.class);
    }

    @Test
    void a_name_outside_its_limits_is_as_good_as_none() throws Exception {
        for (Object name : List.of("", " ", "x".repeat(101), 7)) {
            assertThat(check(
                            settings(),
                            null,
                            hs256(claims("ann").claim("name", name).build())))
                    .isEqualTo(new Principal("ann", null, NOW.plusSeconds(60)));
        }
    }

    // Key sets.

    private static final String[] ALL = {AuthSettings.ALGORITHMS, "RS256,ES256,EdDSA", AuthSettings.JWKS, "unread"};

    @Test
    void tokens_by_a_key_of_the_set_count() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        var ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        FixedKeys keys = new FixedKeys(new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK(), publicKey(ed))));

        String byRsa = signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa), ANN);
        String byEc = signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec), ANN);
        String byEd = edDsa(ed, "d");

        for (String token : List.of(byRsa, byEc, byEd)) {
            assertThat(check(settings(ALL), keys, token)).isInstanceOf(Principal.class);
        }
        refused(check(settings(ALL), keys, byEd.substring(0, byEd.length() - 8) + "AAAAAAAA"), "signature");
        refused(check(settings(ALL), keys, hs256(ANN)), "algorithm");
    }

    @Test
    void a_public_key_never_serves_as_a_secret() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        FixedKeys keys = new FixedKeys(new JWKSet(rsa.toPublicJWK()));
        AuthSettings both = settings(AuthSettings.ALGORITHMS, "HS256,RS256", AuthSettings.JWKS, "unread");
        byte[] known = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);

        refused(check(both, keys, signed(JWSAlgorithm.HS256, "r", new MACSigner(known), ANN)), "signature");
    }

    @Test
    void a_header_that_brings_its_own_key_or_demands_what_nobody_knows_is_refused() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).keyID("r").generate();
        RSAKey known = new RSAKeyGenerator(2048).keyID("r").generate();
        SignedJWT brought = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("r")
                        .jwk(own.toPublicJWK())
                        .jwkURL(URI.create("https://evil.example/keys"))
                        .build(),
                ANN);
        brought.sign(new RSASSASigner(own));
        String demanding = byHand("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", ANN.toString());

        refused(check(settings(ALL), new FixedKeys(new JWKSet(known.toPublicJWK())), brought.serialize()), "signature");
        refused(check(settings(), null, demanding), "signature");
    }

    /** Signed by the right secret, whatever it says. */
    private static String byHand(String header, String claims) throws Exception {
        String signing = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return signing + "." + Base64URL.encode(mac.doFinal(signing.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"\"}",
                "{\"alg\":null}",
                "{\"alg\":[\"HS256\"]}",
                "{}",
                "[]",
                "HS256",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"
            })
    void only_the_configured_algorithms_by_their_very_names_count(String header) throws Exception {
        assertThat(check(settings(), null, byHand("{\"alg\":\"HS256\"}", ANN.toString())))
                .isInstanceOf(Principal.class);

        refused(check(settings(), null, byHand(header, ANN.toString())), "The token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"ann\"}",
                "{\"sub\":\"ann\",\"exp\":null}",
                "{\"sub\":\"ann\",\"exp\":\"tomorrow\"}",
                "{\"sub\":\"ann\",\"exp\":-1}",
                "{\"sub\":\"ann\",\"exp\":0}",
                "{\"sub\":\"ann\",\"exp\":[4102444800]}",
                "{\"sub\":5,\"exp\":4102444800}",
                "{\"sub\":null,\"exp\":4102444800}",
                "{\"sub\":\"\",\"exp\":4102444800}",
                "{\"sub\":\"two words\",\"exp\":4102444800}",
                "{\"exp\":4102444800}",
                "{\"sub\":\"ann\",\"exp\":4102444800,\"nbf\":4102444799}",
                "[]",
                "ann"
            })
    void a_token_that_does_not_say_who_and_until_when_is_refused(String claims) throws Exception {
        refused(check(settings(), null, byHand("{\"alg\":\"HS256\"}", claims)), "The token");
    }

    @Test
    void an_unknown_key_is_looked_for_once_more() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("new").generate();
        FixedKeys keys = new FixedKeys(new JWKSet());
        keys.afterRefresh = new JWKSet(rsa.toPublicJWK());

        String token = signed(JWSAlgorithm.RS256, "new", new RSASSASigner(rsa), ANN);

        assertThat(check(settings(ALL), keys, token)).isInstanceOf(Principal.class);
    }

    @Test
    void without_keys_nobody_can_say() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        FixedKeys keys = new FixedKeys(new JWKSet());

        assertThat(check(settings(ALL), keys, signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa), ANN)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("unavailable"));
    }

    @Test
    void local_tokens_count() {
        String token =
                new TokenIssuer(settings(), Secrets.open(settings()), WALL).issue("ann", null, Duration.ofHours(1));

        assertThat(check(settings(), null, token))
                .isEqualTo(new Principal("ann", null, NOW.plusSeconds(3_600), NOW, false, null));
    }

    private static OctetKeyPair publicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded(); // the last 32 bytes are the key itself
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw))
                .keyID("d")
                .build();
    }

    private static String edDsa(KeyPair pair, String keyId) throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(keyId).build();
        String signing = header.toBase64URL() + "." + ANN.toPayload().toBase64URL();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signing.getBytes(StandardCharsets.US_ASCII));
        return signing + "." + Base64URL.encode(signature.sign());
    }

    private static final class FixedKeys implements Keys {
        private JWKSet keys;

        @Nullable
        JWKSet afterRefresh;

        FixedKeys(JWKSet keys) {
            this.keys = keys;
        }

        @Override
        public JWKSet current() {
            return keys;
        }

        @Override
        public CompletionStage<Void> refresh() {
            if (afterRefresh != null) {
                keys = afterRefresh;
            }
            return CompletableFuture.completedFuture(null);
        }
    }
}
