package io.parley.edge.store;

import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
        Reached told) {

    /** The stamp by which the chat was last active: its last message's, else its creation's. */
    public long active() {
        if (lastMessage != null) {
            return TimeUuid.stampOf(lastMessage);
        }
        return createdAt == null ? 0 : TimeUnit.MILLISECONDS.toMicros(createdAt.toEpochMilli());
    }
}
