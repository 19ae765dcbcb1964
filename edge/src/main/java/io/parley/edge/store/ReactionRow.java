package io.parley.edge.store;

import java.time.Instant;
import java.util.UUID;

/**
 * One user's reaction to a message.
 *
 * @param version the chat's version when it was made; shown only under a version that is known
 */
public record ReactionRow(UUID msgId, String emoji, String user, int version, Instant reactedAt) {}
