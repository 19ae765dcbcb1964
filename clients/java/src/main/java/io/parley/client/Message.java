package io.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as frames and REST answers carry it. {@code reactions} and {@code status} come in REST answers alone; {@code
 * sender} is absent for system messages, which carry {@code event} instead.
 */
public record Message(
        String msgId,
        String chatId,
        long chatSeq,
        @Nullable String sender,
        String msgType,
        @Nullable String content,
        Instant createdAt,
        @Nullable String clientMsgId,
        @Nullable String replyTo,
        List<String> mentions,
        @Nullable FileRef file,
        @Nullable JsonNode data,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        List<Reaction> reactions,
        @Nullable SystemEvent event,
        @Nullable String status) {

    public Message {
        Objects.requireNonNull(msgId, "msg_id");
        Objects.requireNonNull(chatId, "chat_id");
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    /** A file that a message shows; {@code width} and {@code height} in pixels, 0 when it is no image. */
    public record FileRef(String fileId, String name, long size, String contentType, int width, int height) {}

    /** One emoji's count; {@code me} says whether the caller is among them. */
    public record Reaction(String emoji, int count, boolean me) {}

    /** What a system message tells: {@code created}, {@code renamed}, {@code members_added} and the like. */
    public record SystemEvent(String kind, @Nullable String by, List<String> users) {
        public SystemEvent {
            users = users == null ? List.of() : List.copyOf(users);
        }
    }
}
