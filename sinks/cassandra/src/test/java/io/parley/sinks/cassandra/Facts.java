package io.parley.sinks.cassandra;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.ChatState;
import io.parley.avro.ChatType;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.ProfileFact;
import io.parley.avro.Role;
import io.parley.avro.SessionsChange;
import io.parley.avro.Span;
import io.parley.avro.UserChange;
import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records as talk writes them; times are that of the stamp, ids are made from stamps. */
final class Facts {
    /** A stamp to count from. */
    static final long T0 = 1_795_514_400_000_000L;

    private Facts() {}

    static UUID id(String chat, long stamp) {
        return TimeUuid.of(stamp, 0, chat);
    }

    static Instant at(long stamp) {
        return Instant.ofEpochMilli(stamp / 1000);
    }

    static Message.Builder message(String chat, long seq, long stamp) {
        return Message.newBuilder()
                .setMsgId(id(chat, stamp).toString())
                .setChatId(chat)
                .setChatSeq(seq)
                .setSender("ann")
                .setMsgType("text")
                .setContent("text " + seq)
                .setCreatedAt(at(stamp))
                .setMentions(List.of());
    }

    static MessageFact said(Message.Builder message, int version, long stamp) {
        return fact(message.getChatId(), version, stamp, "message", message.build());
    }

    static MessageFact edited(String chat, long seq, long of, int version, long stamp, String content) {
        MessageEdited edited = MessageEdited.newBuilder()
                .setMsgId(id(chat, of).toString())
                .setChatId(chat)
                .setChatSeq(seq)
                .setSender("ann")
                .setContent(content)
                .setMentions(List.of())
                .setEditedAt(at(stamp))
                .setBy("ann")
                .build();
        return fact(chat, version, stamp, "edited", edited);
    }

    static MessageFact deleted(String chat, long seq, long of, int version, long stamp) {
        MessageDeleted deleted = MessageDeleted.newBuilder()
                .setMsgId(id(chat, of).toString())
                .setChatId(chat)
                .setChatSeq(seq)
                .setSender("ann")
                .setDeletedAt(at(stamp))
                .setBy("ann")
                .build();
        return fact(chat, version, stamp, "deleted", deleted);
    }

    static MessageFact reacted(String chat, long seq, long of, long stamp, String user, boolean added) {
        MessageReaction reaction = MessageReaction.newBuilder()
                .setMsgId(id(chat, of).toString())
                .setChatId(chat)
                .setChatSeq(seq)
                .setEmoji("👍")
                .setAdded(added)
                .setUser(user)
                .setCount(added ? 1 : 0)
                .build();
        return fact(chat, 1, stamp, "reaction", reaction);
    }

    private static MessageFact fact(String chat, int version, long stamp, String kind, Object what) {
        return MessageFact.newBuilder()
                .setEventId(id(chat, stamp).toString())
                .setKind(kind)
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setChatId(chat)
                .setVersion(version)
                .setFact(what)
                .build();
    }

    static MemberFact chat(String chat, int version, long stamp, int members) {
        ChatState state = ChatState.newBuilder()
                .setType(ChatType.GROUP)
                .setName("Team " + version)
                .setCreatedAt(at(T0))
                .setCreatedBy("ann")
                .setMembers(members)
                .build();
        return memberFact(chat, version, stamp, state);
    }

    static MemberFact member(String chat, int version, long stamp, String user, @Nullable Role role, Span... spans) {
        MemberState state = MemberState.newBuilder()
                .setUser(user)
                .setRole(role)
                .setJoinedAt(at(T0))
                .setSpans(List.of(spans))
                .setMuted(false)
                .build();
        return memberFact(chat, version, stamp, state);
    }

    /** Of ann in her direct chat with bob. */
    static MemberFact blocked(String chat, long stamp, String kind, boolean on) {
        MemberFact fact = member(chat, 1, stamp, "ann", Role.MEMBER, span(T0, null));
        fact.setKind(kind);
        MemberState state = (MemberState) fact.getFact();
        state.setBlocked(on);
        state.setPeer("bob");
        return fact;
    }

    static Span span(long from, @Nullable Long to) {
        return Span.newBuilder().setFrom(from).setTo(to).build();
    }

    private static MemberFact memberFact(String chat, int version, long stamp, Object what) {
        return MemberFact.newBuilder()
                .setEventId(id(chat, stamp).toString())
                .setKind("chat")
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setChatId(chat)
                .setVersion(version)
                .setFact(what)
                .build();
    }

    static MarkFact mark(String chat, long stamp, String user, @Nullable Long delivered, @Nullable Long read) {
        return MarkFact.newBuilder()
                .setEventId(id(chat, stamp).toString())
                .setKind("read")
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setChatId(chat)
                .setVersion(1)
                .setUser(user)
                .setDelivered(delivered == null ? null : id(chat, delivered).toString())
                .setDeliveredAt(delivered == null ? null : at(stamp))
                .setRead(read == null ? null : id(chat, read).toString())
                .setReadAt(read == null ? null : at(stamp))
                .build();
    }

    static ChangeEntry entry(String user, long seq, int unread, @Nullable Role role, @Nullable String read) {
        return ChangeEntry.newBuilder()
                .setUser(user)
                .setSeq(seq)
                .setUnread(unread)
                .setMentions(0)
                .setRead(read)
                .setRole(role)
                .setMuted(false)
                .setMentioned(false)
                .build();
    }

    static UserChange changed(
            String chat, long stamp, FactTopic told, @Nullable String lastMessage, List<ChangeEntry> entries) {
        ChatChange change = ChatChange.newBuilder()
                .setChatId(chat)
                .setTold(told)
                .setLastMessage(lastMessage)
                .setCreatedAt(at(T0))
                .setEntries(entries)
                .build();
        return userChange(stamp, change);
    }

    static UserChange sessions(String user, long stamp) {
        return userChange(
                stamp,
                SessionsChange.newBuilder().setUser(user).setSessions(List.of()).build());
    }

    private static UserChange userChange(long stamp, Object change) {
        return UserChange.newBuilder()
                .setEventId("e" + stamp)
                .setKind("change")
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setShard(0)
                .setChange(change)
                .build();
    }

    static ProfileFact profile(String user, long stamp, @Nullable String name, @Nullable String avatar) {
        return ProfileFact.newBuilder()
                .setEventId("e" + stamp)
                .setKind("profile")
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setUser(user)
                .setName(name)
                .setAvatarUrl(avatar)
                .build();
    }
}
