package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds the messages in REST answers. */
final class Messages {

    private Messages() {}

    /** All messages that this answer shows. */
    static List<JsonNode> in(Call call) {
        List<JsonNode> found = new ArrayList<>();
        if (!call.succeeded()) {
            return found;
        }
        call.answer().path("messages").forEach(found::add);
        call.answer().path("chats").forEach(chat -> addLast(chat, found));
        addLast(call.answer(), found);
        if (call.answer().has("msg_id")) {
            found.add(call.answer());
        }
        return found;
    }

    /** The last message that a chat shows, if it shows one. */
    static void addLast(JsonNode chat, List<JsonNode> found) {
        if (chat.has("last_message")) {
            found.add(chat.path("last_message"));
        }
    }
}
