package io.parley.edge.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signed JWTs: HS256 by one of the secrets, the others by a key set. The algorithm is taken from the configuration's list and
 * the key from where that algorithm's keys come from, so a public key can never serve as a secret.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Refused NOT_A_TOKEN = new Refused("unauthorized", "The token is not a signed JWT.");
    private static final Refused WRONG_ALGORITHM =
            new Refused("unauthorized", "The token is signed by an algorithm that does not count here.");
    private static final Refused WRONG_SIGNATURE = new Refused("unauthorized", "The token's signature is not right.");
    private static final Refused NO_KEYS = new Refused("unavailable", "The token's key could not be fetched.");

    private final AuthSettings settings;
    private final @Nullable Keys keys;
    private final Secrets secrets;
    private final Claims claims;

    /** @param keys where the algorithms other than HS256 have their keys; null when none of them is configured */
    public JwtAuthenticator(AuthSettings settings, Secrets secrets, @Nullable Keys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.secrets = secrets;
        this.claims = new Claims(settings, clock);
    }

    @Override
    public CompletionStage<Verdict> authenticate(String text) {
        SignedJWT token = parse(text);
        if (token == null) {
            return done(NOT_A_TOKEN);
        }
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (!settings.algorithms().contains(algorithm)) {
            return done(WRONG_ALGORITHM);
        }
        return algorithm.equals(JWSAlgorithm.HS256) ? done(bySecret(token)) : byKeys(token);
    }

    private @Nullable SignedJWT parse(String text) {
        if (text.isEmpty() || text.length() > settings.tokenBytes()) {
            return null;
        }
        try {
            return SignedJWT.parse(text);
        } catch (ParseException | IllegalArgumentException notOne) {
            return null;
        }
    }

    private Verdict bySecret(SignedJWT token) {
        return secrets.verify(token) ? claims.check(token) : WRONG_SIGNATURE;
    }

    private CompletionStage<Verdict> byKeys(SignedJWT token) {
        if (keys == null) {
            return done(WRONG_ALGORITHM);
        }
        List<JWK> candidates = Signatures.candidates(keys.current(), token.getHeader());
        if (!candidates.isEmpty()) {
            return done(bySet(token, candidates));
        }
        Keys source = keys;
        return source.refresh()
                .toCompletableFuture()
                .copy()
                .<Verdict>handle((refreshed, failure) -> afterRefresh(token, source))
                .completeOnTimeout(NO_KEYS, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Verdict afterRefresh(SignedJWT token, Keys source) {
        if (source.current().isEmpty()) {
            return NO_KEYS;
        }
        return bySet(token, Signatures.candidates(source.current(), token.getHeader()));
    }

    private Verdict bySet(SignedJWT token, List<JWK> candidates) {
        return Signatures.isBy(token, candidates) ? claims.check(token) : WRONG_SIGNATURE;
    }

    private static CompletionStage<Verdict> done(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }
}
