package io.parley.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of the REST answers that hold more than one thing. A {@code next…} that is null ends the paging. */
public final class Pages {

    private Pages() {}

    /** The caller's chats, last active first; {@code asOf} is the caller's seq that the answer reflects. */
    public record Chats(List<Chat> chats, long asOf, @Nullable String nextCursor) {}

    /** A stretch of a chat's history. */
    public record Messages(List<Message> messages, @Nullable String nextBefore, @Nullable String nextAfter) {}

    /** Who has a message, and since when. */
    public record Receipts(List<Receipt> receipts) {}

    /** One other member's state of a message. */
    public record Receipt(String user, @Nullable Instant deliveredAt, @Nullable Instant readAt) {}

    /** Profiles. */
    public record Users(List<User> users) {}

    /** One profile. */
    public record User(String user, @Nullable String name, @Nullable String avatarUrl) {}
}
