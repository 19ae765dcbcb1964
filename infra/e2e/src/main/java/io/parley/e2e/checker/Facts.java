package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The history read once, and put in the order in which the laws ask. */
final class Facts {

    private final History history;
    private final Map<String, ChatFacts> chats = new TreeMap<>();
    private final Map<String, UserStream> streams = new HashMap<>();

    Facts(History history, Verdict verdict) {
        this.history = history;
        for (Connection connection : history.connections()) {
            streams.computeIfAbsent(connection.user(), UserStream::new).add(connection);
            connection.received().forEach(frame -> learn(frame, verdict));
        }
        history.calls().forEach(call -> learn(call, verdict));
        for (AtRest read : history.atRest()) {
            read.histories().values().forEach(messages -> messages.forEach(message -> saw(message, verdict)));
        }
    }

    History history() {
        return history;
    }

    Collection<ChatFacts> chats() {
        return chats.values();
    }

    Collection<UserStream> streams() {
        return streams.values();
    }

    UserStream stream(String user) {
        return streams.computeIfAbsent(user, UserStream::new);
    }

    @Nullable
    ChatFacts chat(String chatId) {
        return chats.get(chatId);
    }

    private ChatFacts known(String chatId) {
        return chats.computeIfAbsent(chatId, ChatFacts::new);
    }

    private void learn(Frame frame, Verdict verdict) {
        switch (frame.type()) {
            case "message" -> saw(frame.json(), verdict);
            case "deleted" -> known(frame.chatId()).deleted(frame.text("msg_id"));
            case "chat" -> learnPeer(frame.json());
            default -> {
                // Says nothing of messages or members.
            }
        }
    }

    /** A direct chat has no system messages; its two members are who made it and who is their peer. */
    private void learnPeer(JsonNode event) {
        JsonNode chat = event.path("chat");
        if (chat.path("type").asText().equals("direct")) {
            ChatFacts facts = known(chat.path("chat_id").asText());
            facts.direct();
            facts.founder(chat.path("peer").path("user").asText());
            event.path("users").forEach(user -> facts.founder(user.asText()));
            if (event.has("by")) {
                facts.founder(event.path("by").asText());
            }
        }
    }

    private void learn(Call call, Verdict verdict) {
        if (call.is("POST", "chats") && call.succeeded()) {
            ChatFacts facts = known(call.answer().path("chat_id").asText());
            if (call.status() == 201) {
                facts.founder(call.user());
                call.request().path("members").forEach(user -> facts.founder(user.asText()));
            }
        }
        Messages.in(call).forEach(message -> saw(message, verdict));
    }

    private void saw(JsonNode message, Verdict verdict) {
        Said said = Said.of(message);
        ChatFacts chat = known(said.chatId());
        if (message.has("deleted_at")) {
            chat.deleted(said.msgId());
        }
        Said other = chat.seen(said);
        if (other != null) {
            verdict.broken(Law.ONE_ORDER, "two accounts of one place in a chat: %s and %s", said, other);
        }
    }
}
