package io.parley.edge.auth;

import java.util.concurrent.CompletionStage;

/** Checks tokens. Never blocks its caller and never completes exceptionally: what goes wrong is a {@link Refused}. */
public interface Authenticator {
    CompletionStage<Verdict> authenticate(String token);

    /** Whether a token that held has not been revoked since; that it may have expired is not asked. */
    default boolean stillHolds(Principal principal) {
        return true;
    }
}
