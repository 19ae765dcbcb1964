package io.parley.edge.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.ids.Ids;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token whose signature is right must say. */
final class Claims {
    private static final int NAME_CODE_POINTS = 100;

    private final AuthSettings settings;
    private final Clock clock;

    Claims(AuthSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Verdict check(SignedJWT token) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            String fault = namesUser(token) ? fault(claims) : "The token's sub is not a user id.";
            if (fault != null) {
                return new Refused("unauthorized", fault);
            }
            boolean service = isService(claims);
            return new Principal(
                    claims.getSubject(),
                    service ? null : name(claims),
                    claims.getExpirationTime().toInstant(),
                    issuedAt(token),
                    service,
                    null);
        } catch (ParseException e) {
            return new Refused("unauthorized", "The token's claims are malformed.");
        }
    }

    /** As it was written: a number is no text (RFC 7519, section 4.1.2), though the library makes it one. */
    private static boolean namesUser(SignedJWT token) {
        return token.getPayload().toJSONObject().get("sub") instanceof String user && Ids.isValid(user);
    }

    /** As it was written, with what it has below a second (RFC 7519, section 2), which the library takes away. */
    private static Instant issuedAt(SignedJWT token) {
        return token.getPayload().toJSONObject().get("iat") instanceof Number seconds
                ? Instant.ofEpochMilli((long) (seconds.doubleValue() * 1_000))
                : Instant.EPOCH;
    }

    /** One of the words of {@code scope} (RFC 8693, section 4.2). */
    private boolean isService(JWTClaimsSet claims) {
        String wanted = settings.serviceScope();
        return wanted != null
                && claims.getClaim("scope") instanceof String scope
                && List.of(scope.split(" ")).contains(wanted);
    }

    private @Nullable String fault(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        if (expires == null) {
            return "The token has no exp.";
        }
        if (!expires.toInstant().isAfter(now)) {
            return "The token has expired.";
        }
        if (notBefore != null && notBefore.toInstant().isAfter(now)) {
            return "The token does not count yet.";
        }
        return audienceOrIssuerFault(claims);
    }

    private @Nullable String audienceOrIssuerFault(JWTClaimsSet claims) {
        if (settings.audience() != null && !claims.getAudience().contains(settings.audience())) {
            return "The token is for another audience.";
        }
        if (settings.issuer() != null && !settings.issuer().equals(claims.getIssuer())) {
            return "The token is from another issuer.";
        }
        return null;
    }

    /** A name outside its limits is as good as none: it is only a default. */
    private static @Nullable String name(JWTClaimsSet claims) {
        if (!(claims.getClaim("name") instanceof String name) || name.isBlank()) {
            return null;
        }
        return name.codePointCount(0, name.length()) <= NAME_CODE_POINTS ? name : null;
    }
}
