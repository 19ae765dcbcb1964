package io.parley.tests.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must come of wishes when each chat takes them one after the other. Written from the wire contract alone: it counts
 * everything anew each time and knows no clock, no shard, no log.
 */
public final class Model {
    private final Map<String, Chat> chats = new LinkedHashMap<>();

    public Answer take(String chatId, String user, Wish wish) {
        return chatOf(chatId).take(user, wish);
    }

    /** A mark that came together with the one before. */
    public Answer takeAlong(String chatId, String user, Wish wish) {
        return chatOf(chatId).takeAlong(user, wish);
    }

    private Chat chatOf(String chatId) {
        return chats.computeIfAbsent(chatId, id -> new Chat(id.startsWith("d")));
    }

    public Optional<Chat> chat(String chatId) {
        return Optional.ofNullable(chats.get(chatId)).filter(Chat::exists);
    }

    public Map<String, Chat> chats() {
        Map<String, Chat> made = new LinkedHashMap<>();
        chats.forEach((id, chat) -> {
            if (chat.exists()) {
                made.put(id, chat);
            }
        });
        return made;
    }
}
