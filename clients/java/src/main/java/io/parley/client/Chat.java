package io.parley.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat as its member sees it. {@code role} is absent for who was removed; {@code memberList} comes with a single chat
 * alone; {@code peer} in direct chats alone.
 */
public record Chat(
        String chatId,
        String type,
        @Nullable String name,
        long version,
        @Nullable Instant createdAt,
        int members,
        @Nullable String role,
        int unread,
        int mentions,
        @Nullable String read,
        boolean muted,
        @Nullable Message lastMessage,
        @Nullable Peer peer,
        List<Member> memberList) {

    public Chat {
        Objects.requireNonNull(chatId, "chat_id");
        memberList = memberList == null ? List.of() : List.copyOf(memberList);
    }

    /** The other one of a direct chat, and how far they are. */
    public record Peer(String user, @Nullable String name, @Nullable String delivered, @Nullable String read) {}

    /** One member. */
    public record Member(String user, @Nullable String name, String role, @Nullable Instant joinedAt) {}
}
