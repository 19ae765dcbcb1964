package io.parley.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says. */
@JsonPropertyOrder({"type"})
public sealed interface ClientFrame {

    /** The contract's name of the frame. */
    @JsonProperty
    String type();

    /** A frame that is acknowledged, and idempotent by its {@code client_msg_id}: what the outbox keeps. */
    sealed interface Settled extends ClientFrame {
        String clientMsgId();

        String chatId();
    }

    /** A message; {@code msgType} is {@code text}, {@code image} or {@code file}. */
    record Send(
            String chatId,
            String clientMsgId,
            String msgType,
            @Nullable String content,
            @Nullable String fileId,
            @Nullable String replyTo,
            List<String> mentions,
            @Nullable JsonNode data)
            implements Settled {
        @Override
        public String type() {
            return "message";
        }

        /** Plain words. */
        public static Send text(String chatId, String clientMsgId, String content) {
            return new Send(chatId, clientMsgId, "text", content, null, null, List.of(), null);
        }
    }

    /** Other words for a message; {@code mentions} null leaves them as they were, an empty list takes them away. */
    record Edit(
            String chatId,
            String clientMsgId,
            String msgId,
            String content,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> mentions)
            implements Settled {
        @Override
        public String type() {
            return "edit";
        }
    }

    record Delete(String chatId, String clientMsgId, String msgId) implements Settled {
        @Override
        public String type() {
            return "delete";
        }
    }

    /** {@code op} is {@code add} or {@code remove}. */
    record React(String chatId, String clientMsgId, String msgId, String emoji, String op) implements Settled {
        @Override
        public String type() {
            return "react";
        }
    }

    /** All up to this message has arrived. */
    record Delivered(String chatId, String msgId) implements ClientFrame {
        @Override
        public String type() {
            return "delivered";
        }
    }

    /** All up to this message has been read. */
    record Read(String chatId, String msgId) implements ClientFrame {
        @Override
        public String type() {
            return "read";
        }
    }

    record Typing(String chatId) implements ClientFrame {
        @Override
        public String type() {
            return "typing";
        }
    }

    /** Replaces the set of users whose status this connection watches. */
    record WatchPresence(List<String> users) implements ClientFrame {
        @Override
        public String type() {
            return "presence";
        }
    }

    record Active(boolean active) implements ClientFrame {
        @Override
        public String type() {
            return "active";
        }
    }

    record Auth(String token) implements ClientFrame {
        @Override
        public String type() {
            return "auth";
        }
    }

    record Ping() implements ClientFrame {
        @Override
        public String type() {
            return "ping";
        }
    }
}
