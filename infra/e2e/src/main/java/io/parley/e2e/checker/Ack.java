package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer that says a message is kept: an ack frame, or the 201 or 200 of a REST send. Acks of edits, deletes and
 * reactions are {@code ofMessage} false: they name a message without having made one.
 */
record Ack(
        String where,
        String sender,
        String chatId,
        String clientMsgId,
        String msgId,
        long chatSeq,
        String createdAt,
        boolean ofMessage) {

    static List<Ack> all(History history) {
        Map<Asked.Key, String> kinds = new HashMap<>();
        for (Asked asked : Asked.all(history)) {
            Asked.Try first = asked.first();
            kinds.put(asked.key(), first == null ? "message" : first.kind());
        }
        List<Ack> acks = new ArrayList<>();
        for (Connection connection : history.connections()) {
            for (Frame frame : connection.received()) {
                if (frame.is("ack")) {
                    Asked.Key key = new Asked.Key(connection.user(), frame.chatId(), frame.text("client_msg_id"));
                    boolean ofMessage = kinds.getOrDefault(key, "message").equals("message");
                    acks.add(of(connection.id(), connection.user(), frame.json(), ofMessage));
                }
            }
        }
        for (Call call : history.calls()) {
            if (call.succeeded() && call.is("POST", "chats/[^/]+/messages")) {
                acks.add(of("POST " + call.path(), call.user(), call.answer(), true));
            }
        }
        return acks;
    }

    private static Ack of(String where, String sender, JsonNode json, boolean ofMessage) {
        return new Ack(
                where,
                sender,
                json.path("chat_id").asText(),
                json.path("client_msg_id").asText(),
                json.path("msg_id").asText(),
                json.path("chat_seq").asLong(),
                json.path("created_at").asText(),
                ofMessage);
    }

    /** Whether another answer to the same send says the same. */
    boolean agreesWith(Ack other) {
        return msgId.equals(other.msgId) && chatSeq == other.chatSeq && createdAt.equals(other.createdAt);
    }
}
