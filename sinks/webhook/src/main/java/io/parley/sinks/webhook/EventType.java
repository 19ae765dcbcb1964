package io.parley.sinks.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can have happened in a chat, in the words of receivers. Each has one shape of {@code data}. */
enum EventType {
    MESSAGE_CREATED("message.created"),
    MESSAGE_EDITED("message.edited"),
    MESSAGE_DELETED("message.deleted"),
    REACTION_ADDED("reaction.added"),
    REACTION_REMOVED("reaction.removed"),
    CHAT_CREATED("chat.created"),
    CHAT_RENAMED("chat.renamed"),
    CHAT_MEMBERS_ADDED("chat.members_added"),
    CHAT_MEMBERS_REMOVED("chat.members_removed"),
    CHAT_ROLE_CHANGED("chat.role_changed");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(EventType::word).toList();
    }

    /** That of a system message, by its kind in the contract. */
    static Optional<EventType> ofChat(String kind) {
        String word = "chat." + kind;
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
