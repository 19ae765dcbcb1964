package io.parley.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes tokens by the first HS256 secret. For local mode and for tests; a product's own login makes them otherwise. */
public final class TokenIssuer {
    private final Secrets secrets;
    private final AuthSettings settings;
    private final Clock clock;

    /** There must be a secret. */
    public TokenIssuer(AuthSettings settings, Secrets secrets, Clock clock) {
        if (secrets.count() == 0) {
            throw new IllegalArgumentException("there is no secret to sign local tokens with");
        }
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    public String issue(String user, @Nullable String name, Duration life) {
        return issue(new JWTClaimsSet.Builder().subject(user).claim("name", name), life);
    }

    /** An app server's. */
    public String issueService(String subject, String scope, Duration life) {
        return issue(new JWTClaimsSet.Builder().subject(subject).claim("scope", scope), life);
    }

    private String issue(JWTClaimsSet.Builder about, Duration life) {
        JWTClaimsSet claims = about.audience(settings.audience())
                .issuer(settings.issuer())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(life)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(secrets.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 needs nothing but its secret", e);
        }
        return token.serialize();
    }
}
