package io.parley.edge.rest;

import io.parley.edge.auth.Principal;
import io.parley.edge.erasure.Erasures;
import io.parley.edge.http.HttpAnswer;
import io.parley.keys.KeyRing;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A user who shall be forgotten. The key is gone when the log says so; answered when this edge has heard it, and what the
 * key does not reach was taken away. Where that takes longer it goes on by itself, and asking again says how it stands.
 */
final class ErasureCalls {
    /** In this place it means the caller, who sets their profile there and cannot be erased by mistake. */
    private static final String ONESELF = "me";

    private final Commands commands;
    private final KeyRing ring;
    private final Erasures erasures;
    private final Freshness freshness;
    private final Duration wait;

    ErasureCalls(Commands commands, KeyRing ring, Erasures erasures, Freshness freshness, Duration wait) {
        this.commands = commands;
        this.ring = ring;
        this.erasures = erasures;
        this.freshness = freshness;
        this.wait = wait;
    }

    CompletionStage<HttpAnswer> erase(Call call) {
        String user = call.otherUser();
        if (user.equals(ONESELF)) {
            throw Refusal.methodNotAllowed("PUT");
        }
        Principal by = call.moderator();
        return commands.erase(by, user)
                .thenCompose(done -> freshness.heard(() -> ring.generation(user) >= done.getStamp()))
                .thenCompose(heard -> Erasures.within(wait, erasures.walk(user, by.subject())))
                .thenApply(over -> {
                    if (!over) {
                        throw Refusal.unavailable(
                                "The user's key is destroyed. What else there is of the user goes on being"
                                        + " taken away; ask again.");
                    }
                    return Answers.nothing();
                });
    }
}
