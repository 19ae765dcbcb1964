package io.parley.edge.auth;

import java.util.concurrent.CompletionStage;

/** Lets nobody in by a token that was revoked, and nobody at all before it is known which were. */
public final class UnrevokedAuthenticator implements Authenticator {
    private static final Refused REVOKED = new Refused("unauthorized", "The token has been revoked.");
    private static final Refused UNKNOWN =
            new Refused("unavailable", "Which tokens have been revoked is not known here yet.");

    private final Authenticator tokens;
    private final Revocations revocations;

    public UnrevokedAuthenticator(Authenticator tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    @Override
    public CompletionStage<Verdict> authenticate(String token) {
        return tokens.authenticate(token).thenApply(this::unrevoked);
    }

    private Verdict unrevoked(Verdict verdict) {
        if (!(verdict instanceof Principal principal)) {
            return verdict;
        }
        if (!revocations.isKnown()) {
            return UNKNOWN;
        }
        return stillHolds(principal) ? principal : REVOKED;
    }

    @Override
    public boolean stillHolds(Principal principal) {
        return !revocations.revokes(principal);
    }
}
