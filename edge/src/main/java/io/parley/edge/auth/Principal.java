package io.parley.edge.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user whose token holds.
 *
 * @param user the token's {@code sub}
 * @param name the display name in the token, if it has one
 * @param expiresAt the token's {@code exp}
 */
public record Principal(String user, @Nullable String name, Instant expiresAt) implements Verdict {}
