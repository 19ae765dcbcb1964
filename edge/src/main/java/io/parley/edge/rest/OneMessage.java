package io.parley.edge.rest;

import io.parley.edge.store.Sight;
import io.parley.edge.store.StoredMessage;
import io.parley.ids.TimeUuid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One message by its id. Its sender may have the id from an ack before the tables have the message, so one that is as new
 * as that is waited for before it is said not to be there.
 */
final class OneMessage {
    /** Longer than the tables are behind; a stamp may also be a little ahead of this machine's clock. */
    private static final Duration NEW = Duration.ofSeconds(10);

    private static final Duration AHEAD = Duration.ofSeconds(1);

    private final Reads reads;
    private final Freshness freshness;
    private final Clock clock;

    OneMessage(Reads reads, Freshness freshness, Clock clock) {
        this.reads = reads;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** A message with what its reader may see of the chat. */
    record Found(Sight sight, StoredMessage message) {}

    CompletionStage<Found> find(String user, String chatId, UUID id) {
        return look(user, chatId, id)
                .thenCompose(found -> found.isPresent() || !isNew(id)
                        ? CompletableFuture.completedFuture(found)
                        : freshness.comesTo(chatId, TimeUuid.stampOf(id)).thenCompose(there -> look(user, chatId, id)))
                .thenApply(found -> found.orElseThrow(Refusal::noSuchMessage));
    }

    private CompletionStage<Optional<Found>> look(String user, String chatId, UUID id) {
        return reads.chats().sight(user, chatId).thenCompose(sight -> reads.history()
                .one(sight, id)
                .thenApply(found -> found.map(message -> new Found(sight, message))));
    }

    private boolean isNew(UUID id) {
        long micros = TimeUuid.stampOf(id);
        Instant said = Instant.ofEpochMilli(TimeUnit.MICROSECONDS.toMillis(micros));
        Instant now = clock.instant();
        return said.isAfter(now.minus(NEW)) && said.isBefore(now.plus(AHEAD));
    }
}
