package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chat of the toy world: what it is now. */
final class Room {
    final String id;
    final boolean direct;
    final List<ObjectNode> messages = new ArrayList<>();
    final Map<String, List<long[]>> spans = new TreeMap<>();
    final Map<String, Long> read = new HashMap<>();
    final Map<String, Long> delivered = new HashMap<>();
    final Map<String, ObjectNode> answered = new HashMap<>();

    /** By message and emoji. */
    final Map<String, TreeMap<String, TreeSet<String>>> reactions = new HashMap<>();

    Room(String id, boolean direct) {
        this.id = id;
        this.direct = direct;
    }

    List<String> members() {
        return spans.keySet().stream().filter(this::isMember).toList();
    }

    boolean isMember(String user) {
        List<long[]> own = spans.getOrDefault(user, List.of());
        return !own.isEmpty() && own.get(own.size() - 1)[1] == Long.MAX_VALUE;
    }

    boolean visible(String user, long chatSeq) {
        return spans.getOrDefault(user, List.of()).stream().anyMatch(span -> chatSeq >= span[0] && chatSeq < span[1]);
    }

    ObjectNode find(String msgId) {
        return messages.stream()
                .filter(message -> message.path("msg_id").asText().equals(msgId))
                .findFirst()
                .orElseThrow();
    }

    long unread(String user) {
        return unreadBy(user).count();
    }

    long mentions(String user) {
        return unreadBy(user).filter(message -> mentions(message, user)).count();
    }

    private Stream<ObjectNode> unreadBy(String user) {
        return messages.stream().filter(message -> isUnread(user, message));
    }

    boolean isUnread(String user, ObjectNode message) {
        if (!isMember(user) || !message.has("sender") || message.has("deleted_at")) {
            return false;
        }
        List<long[]> own = spans.getOrDefault(user, List.of());
        long from = Math.max(read.getOrDefault(user, 0L), own.get(own.size() - 1)[0]);
        return message.path("chat_seq").asLong() > from
                && !message.path("sender").asText().equals(user);
    }

    static boolean mentions(JsonNode message, String user) {
        for (JsonNode mentioned : message.path("mentions")) {
            if (mentioned.asText().equals(user)) {
                return true;
            }
        }
        return false;
    }

    /** Those who are members now, and no others. */
    void mention(ObjectNode message, List<String> wanted) {
        List<String> there = wanted.stream().filter(this::isMember).toList();
        message.remove("mentions");
        if (!there.isEmpty()) {
            there.forEach(message.putArray("mentions")::add);
        }
    }

    @Nullable
    String readId(String user) {
        int place = read.getOrDefault(user, 0L).intValue();
        return place == 0 ? null : messages.get(place - 1).path("msg_id").asText();
    }

    void mark(ObjectNode peer, String name, long place) {
        if (place > 0) {
            peer.set(name, messages.get((int) place - 1).get("msg_id"));
        }
    }

    /** What history shows this user, newest first. */
    List<JsonNode> shown(String user) {
        List<JsonNode> shown = new ArrayList<>();
        for (ObjectNode message : messages) {
            if (visible(user, message.path("chat_seq").asLong())) {
                ObjectNode copy = message.deepCopy();
                react(copy, user);
                shown.add(0, copy);
            }
        }
        return shown;
    }

    private void react(ObjectNode message, String user) {
        ArrayNode shown = World.JSON.createArrayNode();
        reactions.getOrDefault(message.path("msg_id").asText(), new TreeMap<>()).forEach((emoji, users) -> {
            if (!users.isEmpty()) {
                shown.addObject().put("emoji", emoji).put("count", users.size()).put("me", users.contains(user));
            }
        });
        if (!shown.isEmpty()) {
            message.set("reactions", shown);
        }
    }
}
