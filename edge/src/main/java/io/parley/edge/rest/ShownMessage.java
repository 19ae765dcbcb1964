package io.parley.edge.rest;

import io.parley.edge.store.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as an answer shows it.
 *
 * @param status what the ticks show; null for a message of somebody else
 * @param reactions in the order in which they first came
 */
record ShownMessage(StoredMessage message, @Nullable String status, List<Reaction> reactions) {

    /** @param me whether the caller is among those who react so */
    record Reaction(String emoji, int count, boolean me) {}
}
