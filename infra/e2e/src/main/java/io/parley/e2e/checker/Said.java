package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** One message as a fact: the same in every place that shows it. {@code sender} is empty for the chat's own events. */
record Said(
        String chatId,
        long chatSeq,
        String msgId,
        String sender,
        String clientMsgId,
        JsonNode event,
        String createdAt) {

    static Said of(JsonNode message) {
        return new Said(
                message.path("chat_id").asText(),
                message.path("chat_seq").asLong(),
                message.path("msg_id").asText(),
                message.path("sender").asText(),
                message.path("client_msg_id").asText(),
                message.path("event"),
                message.path("created_at").asText());
    }

    boolean isSystem() {
        return sender.isEmpty();
    }

    /** The 100-ns ticks of the id; -1 when it is no TimeUUID. */
    long ticks() {
        try {
            UUID id = UUID.fromString(msgId);
            return id.version() == 1 ? id.timestamp() : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
