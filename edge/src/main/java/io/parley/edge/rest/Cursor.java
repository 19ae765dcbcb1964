package io.parley.edge.rest;

import io.parley.edge.store.UserChatRow;
import io.parley.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of a user's chats, last active first. It names the last chat of a page by when it was active, so
 * that it stays where it is when chats move.
 *
 * @param active stamp of the last message, else of the creation
 */
record Cursor(long active, String chatId) {
    static final Comparator<UserChatRow> LAST_ACTIVE_FIRST = Comparator.comparing(
            Cursor::of, Comparator.comparingLong(Cursor::active).reversed().thenComparing(Cursor::chatId));

    private static final String FORMAT = "1";
    private static final int PARTS = 3;

    static Cursor of(UserChatRow row) {
        return new Cursor(row.active(), row.chatId());
    }

    boolean isBefore(UserChatRow row) {
        Cursor other = of(row);
        return other.active < active || (other.active == active && other.chatId.compareTo(chatId) > 0);
    }

    String text() {
        String plain = FORMAT + ":" + active + ":" + chatId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The place that a client gives back; null without one. */
    static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", -1);
            if (parts.length == PARTS && parts[0].equals(FORMAT) && Ids.isValid(parts[2])) {
                return new Cursor(Long.parseLong(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    static Refusal notOurs() {
        return Refusal.badRequest("cursor must be a next_cursor of an earlier answer.");
    }
}
