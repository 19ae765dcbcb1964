package io.parley.edge.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The cache of a chat's newest messages. It may say nothing at any time, and never fails: what is not here is in the
 * tables.
 */
public interface Recent {
    /** A cache that is always empty. */
    Recent NONE = chat -> CompletableFuture.completedFuture(Optional.empty());

    /** The newest messages of the chat, newest first and without a gap, exactly as the tables have them; or nothing. */
    CompletionStage<Optional<List<StoredMessage>>> of(ChatRow chat);
}
