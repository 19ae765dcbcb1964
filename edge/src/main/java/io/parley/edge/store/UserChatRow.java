package io.parley.edge.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat as one user has it.
 *
 * @param member whether the user is a member, as far as the user was told
 * @param lastMessage the newest message that the user was told of
 * @param told what the user was told, which the chat's tables may not have reached yet
 */
public record UserChatRow(
        String chatId,
        boolean member,
        int unread,
        int mentions,
        @Nullable UUID read,
        @Nullable Instant createdAt,
        @Nullable UUID lastMessage,
        Reached told) {}
