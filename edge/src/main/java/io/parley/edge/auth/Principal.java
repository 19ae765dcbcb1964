package io.parley.edge.auth;

import io.parley.ids.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose token holds, and for whom they ask.
 *
 * @param subject the token's {@code sub}
 * @param name the display name in a user's token, if it has one
 * @param expiresAt the token's {@code exp}
 * @param issuedAt the token's {@code iat}; the epoch when it has none
 * @param service whether it is an app server's, which acts for any user
 * @param actsFor the user that an app server has named
 */
public record Principal(
        String subject,
        @Nullable String name,
        Instant expiresAt,
        Instant issuedAt,
        boolean service,
        @Nullable String actsFor)
        implements Verdict {

    /** A user by a token that does not say when it was issued. */
    public Principal(String user, @Nullable String name, Instant expiresAt) {
        this(user, name, expiresAt, Instant.EPOCH, false, null);
    }

    /** The user whose rights count; for an app server that names nobody its own subject. */
    public String user() {
        return actsFor == null ? subject : actsFor;
    }

    /** Whether it is known for which user a call is made. */
    public boolean namesUser() {
        return !service || actsFor != null;
    }

    /** The same, asking for this user; refused when the token does not speak for them. */
    public Verdict askingFor(String user) {
        if (!Ids.isValid(user)) {
            return new Refused("bad_request", "The user acted for is no user id: 1 to 64 of A-Z a-z 0-9 _ - .");
        }
        if (namesUser() && user.equals(user())) {
            return this;
        }
        if (!service) {
            return new Refused("forbidden", "A user's token speaks for its own user alone.");
        }
        return actsFor == null
                ? new Principal(subject, null, expiresAt, issuedAt, true, user)
                : new Refused("bad_request", "Parley-User and sender name different users.");
    }
}
