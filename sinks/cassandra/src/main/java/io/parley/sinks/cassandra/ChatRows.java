package io.parley.sinks.cassandra;

import io.parley.avro.ChatState;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.common.PoisonException;
import java.util.List;
import java.util.Locale;

/**
 * Rows of {@code chat.members} and {@code chat.marks}. An event's members come before its chat, and the chat's row is
 * written after theirs: whoever sees a chat's version sees the memberships that belong to it.
 */
final class ChatRows {
    private ChatRows() {}

    static List<RowWrite> of(MemberFact fact) throws PoisonException {
        Object what = fact.getFact();
        if (what instanceof ChatState chat) {
            return List.of(chat(fact, chat));
        }
        if (what instanceof MemberState member) {
            return members(fact, member);
        }
        throw FactMapping.unknown(what);
    }

    private static RowWrite chat(MemberFact fact, ChatState chat) throws PoisonException {
        return Upsert.into(Table.CHAT_STATE, Values.id("chat_id", fact.getChatId()))
                .set("type", chat.getType().name().toLowerCase(Locale.ROOT))
                .set("name", chat.getName())
                .set("created_at", chat.getCreatedAt())
                .set("created_by", chat.getCreatedBy())
                .set("version", fact.getVersion())
                .set("members", chat.getMembers())
                .set("members_upto", fact.getStamp())
                .at(fact.getStamp());
    }

    private static List<RowWrite> members(MemberFact fact, MemberState member) throws PoisonException {
        String peer = member.getPeer();
        if (peer == null || !(member.getBlocked() || fact.getKind().equals("blocked"))) {
            return List.of(member(fact, member));
        }
        RowWrite block = member.getBlocked()
                ? Upsert.into(Table.BLOCKS, Values.id("user", member.getUser()), Values.id("peer", peer))
                        .set("blocked_at", fact.getEventTime())
                        .at(fact.getStamp())
                : Delete.from(Table.BLOCKS, fact.getStamp(), member.getUser(), peer);
        return List.of(member(fact, member), block);
    }

    private static RowWrite member(MemberFact fact, MemberState member) throws PoisonException {
        return Upsert.into(Table.MEMBERS, Values.id("chat_id", fact.getChatId()), Values.id("user", member.getUser()))
                .replace("role", Roles.text(member.getRole()))
                .set("joined_at", member.getJoinedAt())
                .set(
                        "spans",
                        member.getSpans().stream()
                                .map(span -> new MemberSpan(span.getFrom(), span.getTo()))
                                .toList())
                .set("muted", member.getMuted())
                .set("blocked", member.getBlocked())
                .set("version", fact.getVersion())
                .at(fact.getStamp());
    }

    static List<RowWrite> of(MarkFact fact) throws PoisonException {
        String chat = Values.id("chat_id", fact.getChatId());
        return List.of(
                Upsert.into(Table.MARKS, chat, Values.id("user", fact.getUser()))
                        .set("delivered", Values.optionalMessageId(fact.getDelivered()))
                        .set("delivered_at", fact.getDeliveredAt())
                        .set("read", Values.optionalMessageId(fact.getRead()))
                        .set("read_at", fact.getReadAt())
                        .at(fact.getStamp()),
                Upsert.into(Table.CHAT_MARKS, chat)
                        .set("marks_upto", fact.getStamp())
                        .at(fact.getStamp()));
    }
}
