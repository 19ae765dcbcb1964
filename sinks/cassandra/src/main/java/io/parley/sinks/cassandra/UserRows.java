package io.parley.sinks.cassandra;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.ProfileFact;
import io.parley.avro.SessionsChange;
import io.parley.avro.UserChange;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.common.PoisonException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code user.changes} and {@code user.profiles}. */
final class UserRows {
    private UserRows() {}

    static List<RowWrite> of(UserChange fact) throws PoisonException {
        Object what = fact.getChange();
        if (what instanceof ChatChange change) {
            return entries(fact, change);
        }
        if (what instanceof SessionsChange) {
            // Who is connected where is known from Redis; no table holds it.
            return List.of();
        }
        throw FactMapping.unknown(what);
    }

    private static List<RowWrite> entries(UserChange fact, ChatChange change) throws PoisonException {
        String chat = Values.id("chat_id", change.getChatId());
        UUID lastMessage = Values.optionalMessageId(change.getLastMessage());
        List<RowWrite> rows = new ArrayList<>(2 * change.getEntries().size());
        for (ChangeEntry entry : change.getEntries()) {
            String user = Values.id("user", entry.getUser());
            rows.add(row(user, chat, entry)
                    .set("created_at", change.getCreatedAt())
                    .set("last_message", lastMessage)
                    .set(toldColumn(change), told(fact, change))
                    .at(fact.getStamp()));
            rows.add(Upsert.into(Table.POSITION_OF_USER, user)
                    .set("as_of", entry.getSeq())
                    .at(entry.getSeq()));
        }
        return rows;
    }

    private static RowWrite.Builder row(String user, String chat, ChangeEntry entry) throws PoisonException {
        @Nullable UUID read = Values.optionalMessageId(entry.getRead());
        var row = Upsert.into(Table.CHATS_OF_USER, user, chat)
                .replace("role", Roles.text(entry.getRole()))
                .set("muted", entry.getMuted())
                .set("unread", entry.getUnread())
                .set("mentions", entry.getMentions())
                .set("seq", entry.getSeq());
        // Who leaves loses the mark, so that coming back starts without one; else a null would be one tombstone a chat.
        return entry.getRole() == null ? row.replace("read", null) : row.set("read", read);
    }

    /** What a user was told of is the newest fact behind the event; most events have one of their own stamp. */
    private static @Nullable Long told(UserChange fact, ChatChange change) {
        Long behind = change.getBehind();
        if (behind == null) {
            return fact.getStamp();
        }
        return behind == 0 ? null : behind;
    }

    private static String toldColumn(ChatChange change) {
        return switch (change.getTold()) {
            case MESSAGES -> "told_messages";
            case MEMBERS -> "told_members";
            case MARKS -> "told_marks";
        };
    }

    static List<RowWrite> of(ProfileFact fact) throws PoisonException {
        return List.of(Upsert.into(Table.USERS, Values.id("user", fact.getUser()))
                .replace("name", fact.getName())
                .replace("avatar_url", fact.getAvatarUrl())
                .set("upto", fact.getStamp())
                .at(fact.getStamp()));
    }
}
