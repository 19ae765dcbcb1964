package io.parley.edge.rest;

import io.parley.avro.Revoke;
import io.parley.edge.auth.Revocations;
import io.parley.edge.http.HttpAnswer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tokens that shall count no more. Answered when the log says so, and this edge has heard it. */
final class RevocationCalls {
    private final Commands commands;
    private final Revocations revocations;
    private final Freshness freshness;

    RevocationCalls(Commands commands, Revocations revocations, Freshness freshness) {
        this.commands = commands;
        this.revocations = revocations;
        this.freshness = freshness;
    }

    CompletionStage<HttpAnswer> revoke(Call call) {
        String user = call.otherUser();
        boolean said = call.http().body().length > 0;
        Revoke revoke = revoke(said ? before(Body.of(call.http()).text("before")) : null);
        return commands.revoke(call.moderator(), user, revoke)
                .thenCompose(done -> freshness.heard(() -> revocations.hasReached(user, done.getStamp())))
                .thenApply(heard -> Answers.nothing());
    }

    @SuppressWarnings("NullAway") // null is the time at which the log takes it
    private static Revoke revoke(@Nullable Instant before) {
        return new Revoke(before);
    }

    private static @Nullable Instant before(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest("before must be a time like 2026-11-01T12:00:00.000Z.");
        }
    }
}
