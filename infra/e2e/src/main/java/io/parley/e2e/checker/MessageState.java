package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message and what its changes have made of it so far. */
final class MessageState {
    private final JsonNode message;
    private String content;
    private List<String> mentions;
    private String editedAt = "";
    private String deletedAt = "";
    private final Map<String, TreeSet<String>> reactions = new TreeMap<>();

    MessageState(JsonNode message) {
        this.message = message;
        this.content = message.path("content").asText();
        this.mentions = texts(message.path("mentions"));
    }

    /** Takes a change in; tells why it cannot have come then, if so. */
    @Nullable
    String change(Frame event) {
        if (isDeleted()) {
            return "changed after it was deleted";
        }
        switch (event.type()) {
            case "edited" -> {
                content = event.text("content");
                mentions = texts(event.json().path("mentions"));
                editedAt = event.text("edited_at");
                return editedAt.isEmpty() || !event.text("by").equals(sender())
                        ? "edited by another, or at no time"
                        : null;
            }
            case "deleted" -> {
                deletedAt = event.text("deleted_at");
                content = "";
                reactions.clear();
                return deletedAt.isEmpty() ? "deleted at no time" : null;
            }
            default -> {
                return react(event);
            }
        }
    }

    private @Nullable String react(Frame event) {
        TreeSet<String> users = reactions.computeIfAbsent(event.text("emoji"), emoji -> new TreeSet<>());
        boolean changed =
                event.text("op").equals("add") ? users.add(event.text("user")) : users.remove(event.text("user"));
        if (!changed) {
            return "a reaction that was so already";
        }
        int count = users.size();
        if (users.isEmpty()) {
            reactions.remove(event.text("emoji"));
        }
        return event.json().path("count").asInt() == count ? null : "a count that must be " + count;
    }

    boolean isDeleted() {
        return !deletedAt.isEmpty();
    }

    boolean reacts(String user, String emoji) {
        return reactions.getOrDefault(emoji, new TreeSet<>()).contains(user);
    }

    boolean mentions(String user) {
        return mentions.contains(user);
    }

    List<String> mentions() {
        return mentions;
    }

    private String sender() {
        return message.path("sender").asText();
    }

    /** What is shown of it that is not so. */
    @Nullable
    String contradicts(JsonNode shown, String reader, boolean withReactions) {
        List<String> wrong = new ArrayList<>();
        compare("content", content, shown.path("content").asText(), wrong);
        compare("edited_at", editedAt, shown.path("edited_at").asText(), wrong);
        compare("deleted_at", deletedAt, shown.path("deleted_at").asText(), wrong);
        compare("mentions", mentions, texts(shown.path("mentions")), wrong);
        if (isDeleted() && shown.has("file")) {
            wrong.add("has a file");
        }
        if (withReactions) {
            compare("reactions", reactions(reader), reactions(shown), wrong);
        }
        return wrong.isEmpty() ? null : String.join(", ", wrong);
    }

    private static void compare(String field, Object truth, Object shown, List<String> wrong) {
        if (!truth.equals(shown)) {
            wrong.add(field + " is " + shown + ", not " + truth);
        }
    }

    private String reactions(String reader) {
        return reactions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().size() + " "
                        + entry.getValue().contains(reader))
                .collect(Collectors.joining(", "));
    }

    private static String reactions(JsonNode shown) {
        Map<String, String> byEmoji = new TreeMap<>();
        for (JsonNode one : shown.path("reactions")) {
            String emoji = one.path("emoji").asText();
            byEmoji.merge(
                    emoji,
                    emoji + " " + one.path("count").asInt() + " "
                            + one.path("me").asBoolean(),
                    (first, second) -> first + " twice");
        }
        return String.join(", ", byEmoji.values());
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
