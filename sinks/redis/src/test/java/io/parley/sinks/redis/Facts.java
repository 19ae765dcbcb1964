package io.parley.sinks.redis;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.FactTopic;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.Role;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.UserChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as talk writes them; the time of a stamp is its millisecond. */
final class Facts {
    /** A stamp to count from. */
    static final long T0 = 1_795_514_400_000_000L;

    private Facts() {}

    static Message.Builder message(String chat, long seq) {
        return Message.newBuilder()
                .setMsgId("m" + seq)
                .setChatId(chat)
                .setChatSeq(seq)
                .setSender("ann")
                .setMsgType("text")
                .setContent("text " + seq)
                .setCreatedAt(at(T0 + seq))
                .setMentions(List.of());
    }

    static MessageFact said(String chat, long seq, long stamp) {
        return said(message(chat, seq), stamp);
    }

    static MessageFact said(Message.Builder message, long stamp) {
        return fact(message.getChatId(), 1, stamp, message.build());
    }

    static MessageFact edited(String chat, long seq, long stamp, String content, String... mentions) {
        return fact(
                chat,
                2,
                stamp,
                MessageEdited.newBuilder()
                        .setMsgId("m" + seq)
                        .setChatId(chat)
                        .setChatSeq(seq)
                        .setSender("ann")
                        .setContent(content)
                        .setMentions(List.of(mentions))
                        .setEditedAt(at(stamp))
                        .setBy("ann")
                        .build());
    }

    static MessageFact deleted(String chat, long seq, long stamp) {
        return fact(
                chat,
                2,
                stamp,
                MessageDeleted.newBuilder()
                        .setMsgId("m" + seq)
                        .setChatId(chat)
                        .setChatSeq(seq)
                        .setSender("ann")
                        .setDeletedAt(at(stamp))
                        .setBy("ann")
                        .build());
    }

    static MessageFact reacted(String chat, long seq, long stamp, String emoji, int count) {
        return fact(
                chat,
                1,
                stamp,
                MessageReaction.newBuilder()
                        .setMsgId("m" + seq)
                        .setChatId(chat)
                        .setChatSeq(seq)
                        .setEmoji(emoji)
                        .setAdded(count > 0)
                        .setUser("bob")
                        .setCount(count)
                        .build());
    }

    private static MessageFact fact(String chat, int version, long stamp, Object what) {
        return MessageFact.newBuilder()
                .setEventId("e" + stamp)
                .setKind("message")
                .setEventTime(at(stamp))
                .setStamp(stamp)
                .setChatId(chat)
                .setVersion(version)
                .setFact(what)
                .build();
    }

    static ChangeEntry entry(String user, long seq, int unread, @Nullable Role role) {
        return ChangeEntry.newBuilder()
                .setUser(user)
                .setSeq(seq)
                .setUnread(unread)
                .setMentions(0)
                .setRole(role)
                .setMuted(false)
                .setMentioned(false)
                .build();
    }

    static UserChange changed(String chat, long stamp, ChangeEntry... entries) {
        return userChange(
                stamp,
                ChatChange.newBuilder()
                        .setChatId(chat)
                        .setTold(FactTopic.MESSAGES)
                        .setCreatedAt(at(T0))
                        .setEntries(List.of(entries))
                        .build());
    }

    static UserChange connected(String user, long stamp, SessionRef... sessions) {
        return userChange(
                stamp,
                SessionsChange.newBuilder()
                        .setUser(user)
                        .setSessions(List.of(sessions))
                        .build());
    }

    static SessionRef session(String device, int slot) {
        return SessionRef.newBuilder()
                .setDevice(device)
                .setSlot(slot)
                .setEpoch(4)
                .setConnection(17)
                .setActive(true)
                .setAcceptedAt(T0)
                .build();
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

    static Instant at(long stamp) {
        return Instant.ofEpochMilli(stamp / 1000);
    }
}
