package io.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says. Those with a {@code seq} are events of the user's stream; the others are not replayed. */
public sealed interface ServerFrame {

    /** An event of the user's stream: numbered from 1 without a gap, replayed from {@code since}. */
    sealed interface Event extends ServerFrame {
        long seq();
    }

    /** The first frame of every connection. {@code seq} is the head of the stream at that moment, no event. */
    record Hello(
            String user,
            String device,
            @Nullable String server,
            long seq,
            boolean resumed,
            long heartbeatMs,
            @Nullable Instant expiresAt,
            @Nullable Limits limits)
            implements ServerFrame {}

    /** Sizes in bytes. */
    record Limits(long contentBytes, long frameBytes, long fileBytes) {}

    /** What was sent is durable, ordered, and will reach every member. */
    record Ack(
            @Nullable String clientMsgId,
            String chatId,
            String msgId,
            long chatSeq,
            @Nullable Instant createdAt,
            @Nullable String ref)
            implements ServerFrame {}

    /** A message, with the receiver's own counts. */
    record MessageEvent(long seq, int unread, int mentionsUnread, Message message) implements Event {}

    /** A message has other words now. */
    record Edited(
            long seq,
            String chatId,
            String msgId,
            long chatSeq,
            @Nullable String content,
            List<String> mentions,
            @Nullable Instant editedAt,
            @Nullable String by)
            implements Event {
        public Edited {
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
        }
    }

    /** A message is gone; its place stays. */
    record Deleted(
            long seq, String chatId, String msgId, long chatSeq, @Nullable Instant deletedAt, @Nullable String by)
            implements Event {}

    /** A reaction came or went; {@code count} is how many have this one now. */
    record Reaction(
            long seq, String chatId, String msgId, long chatSeq, String emoji, String op, String user, int count)
            implements Event {}

    /** How far the other one of a direct chat is. */
    record Receipt(long seq, String chatId, String msgId, String user, String status, @Nullable Instant at)
            implements Event {}

    /** How far a group is with the caller's messages. */
    record Status(long seq, String chatId, String msgId, String status, int deliveredBy, int readBy, int of)
            implements Event {}

    /** The caller's unread count of a chat, absolute. */
    record Unread(long seq, String chatId, int count, int mentions, @Nullable String read) implements Event {}

    /** A chat, or the caller's place in it, has changed. */
    record ChatEvent(long seq, String event, @Nullable String by, List<String> users, Chat chat) implements Event {
        public ChatEvent {
            users = users == null ? List.of() : List.copyOf(users);
        }
    }

    /** An event of a type that this SDK does not know yet; it counts in the stream all the same. */
    record OtherEvent(long seq, JsonNode json) implements Event {}

    record Typing(String chatId, String user) implements ServerFrame {}

    record Presence(String user, String status, @Nullable Instant lastSeen) implements ServerFrame {}

    record Authed(@Nullable Instant expiresAt, @Nullable String ref) implements ServerFrame {}

    record Pong(@Nullable String ref) implements ServerFrame {}

    /** What was asked is refused; {@code code} is the contract's. */
    record Refused(
            String code,
            @Nullable String message,
            @Nullable String clientMsgId,
            @Nullable String ref,
            @Nullable String chatId,
            @Nullable String msgId,
            @Nullable Long retryAfterMs)
            implements ServerFrame {}

    /** A frame of a type that this SDK does not know: to be ignored. */
    record Other(JsonNode json) implements ServerFrame {}
}
