package io.parley.edge.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the tables have it.
 *
 * @param version rows of messages with a greater one are not served yet: who may see them is not written
 * @param headSeq {@code chat_seq} of the newest message written; 0 without one
 */
public record ChatRow(
        String chatId,
        boolean direct,
        @Nullable String name,
        Instant createdAt,
        int version,
        int members,
        long headSeq,
        @Nullable UUID headId,
        Reached upto) {}
