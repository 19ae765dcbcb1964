package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A toy of the whole system that keeps every promise, one step after the other, and writes down what its clients would
 * see. Its histories are the truth into which the tests plant lies.
 */
final class World {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Recorder recorder = new Recorder();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> streams = new TreeMap<>();
    private final Map<String, Map<String, Recorder.Line>> online = new TreeMap<>();
    private long ticks = 0x1ef000000000000L;

    Recorder.Line connect(String user, String device, @Nullable Long since) {
        disconnect(user, device);
        Recorder.Line line =
                recorder.opened(user, device, since == null ? OptionalLong.empty() : OptionalLong.of(since));
        List<ObjectNode> stream = streams.computeIfAbsent(user, u -> new ArrayList<>());
        line.received(
                JSON.createObjectNode()
                        .put("type", "hello")
                        .put("user", user)
                        .put("device", device)
                        .put("seq", stream.size())
                        .put("resumed", since != null),
                System.nanoTime());
        if (since != null) {
            stream.subList(since.intValue(), stream.size())
                    .forEach(event -> line.received(event.deepCopy(), System.nanoTime()));
        }
        online.computeIfAbsent(user, u -> new TreeMap<>()).put(device, line);
        return line;
    }

    void disconnect(String user, String device) {
        Recorder.Line line = online.computeIfAbsent(user, u -> new TreeMap<>()).remove(device);
        if (line != null) {
            line.closed();
        }
    }

    long seq(String user) {
        return streams.getOrDefault(user, List.of()).size();
    }

    void create(String id, String by, String... others) {
        boolean direct = others.length == 1 && id.startsWith("direct");
        Room room = new Room(id, direct);
        rooms.put(id, room);
        ObjectNode request = JSON.createObjectNode().put("type", direct ? "direct" : "group");
        ArrayNode members = request.putArray("members");
        room.spans.put(by, new ArrayList<>(List.of(new long[] {0, Long.MAX_VALUE})));
        for (String user : others) {
            members.add(user);
            room.spans.put(user, new ArrayList<>(List.of(new long[] {0, Long.MAX_VALUE})));
        }
        call(by, "POST", "chats", request, 201, JSON.createObjectNode().put("chat_id", id));
        chatEvent(room, "created", by, room.members(), room.members());
        if (!direct) {
            system(room, "created", by, room.members());
        }
    }

    void add(String id, String by, String user) {
        Room room = room(id);
        long at = room.messages.size() + 1;
        room.spans.computeIfAbsent(user, u -> new ArrayList<>()).add(new long[] {at, Long.MAX_VALUE});
        chatEvent(room, "members_added", by, List.of(user), room.members());
        system(room, "members_added", by, List.of(user));
        ObjectNode request = JSON.createObjectNode();
        request.putArray("members").add(user);
        call(by, "POST", "chats/" + id + "/members", request, 200, JSON.createObjectNode());
    }

    void remove(String id, String by, String user) {
        Room room = room(id);
        List<String> told = room.members();
        List<long[]> own = room.spans.getOrDefault(user, List.of());
        own.get(own.size() - 1)[1] = room.messages.size() + 1;
        chatEvent(room, "members_removed", by, List.of(user), told);
        system(room, "members_removed", by, List.of(user));
        call(by, "DELETE", "chats/" + id + "/members/" + user, null, 204, MissingNode.getInstance());
    }

    /** Sends, and gives the msg_id. */
    String send(String user, String device, String id, String clientMsgId, String text, String... mentions) {
        ObjectNode sent = JSON.createObjectNode()
                .put("type", "message")
                .put("chat_id", id)
                .put("client_msg_id", clientMsgId)
                .put("content", text);
        if (mentions.length > 0) {
            List.of(mentions).forEach(sent.putArray("mentions")::add);
        }
        return ask(user, device, sent, room -> {
            ObjectNode message = message(room).put("sender", user).put("client_msg_id", clientMsgId);
            message.put("msg_type", "text").put("content", text);
            room.mention(message, List.of(mentions));
            tell(room, message);
            return message;
        });
    }

    /** Writes the frame down, and its ack; what it does happens once for its {@code client_msg_id}. */
    String ask(String user, String device, ObjectNode sent, Function<Room, ObjectNode> effect) {
        Room room = room(sent.path("chat_id").asText());
        String clientMsgId = sent.path("client_msg_id").asText();
        line(user, device).sent(sent);
        ObjectNode ack = room.answered.get(user + clientMsgId);
        if (ack == null) {
            ack = ack(effect.apply(room), clientMsgId);
            room.answered.put(user + clientMsgId, ack);
        }
        line(user, device).received(ack.deepCopy(), System.nanoTime());
        return ack.path("msg_id").asText();
    }

    void delivered(String user, String device, String id, String msgId) {
        mark(user, device, id, msgId, "delivered");
    }

    void read(String user, String device, String id, String msgId) {
        mark(user, device, id, msgId, "read");
        unread(room(id), user);
    }

    JsonNode chats(String user) {
        ObjectNode answer = JSON.createObjectNode().put("as_of", seq(user));
        ArrayNode chats = answer.putArray("chats");
        for (Room room : rooms.values()) {
            if (room.isMember(user)) {
                chats.add(chat(room, user, true));
            }
        }
        call(user, "GET", "chats?min_seq=" + seq(user), null, 200, answer);
        return answer;
    }

    void history(String user, String id) {
        ObjectNode answer = JSON.createObjectNode().putNull("next_before");
        ArrayNode messages = answer.putArray("messages");
        room(id).shown(user).forEach(messages::add);
        call(user, "GET", "chats/" + id + "/messages?limit=200&min_seq=" + seq(user), null, 200, answer);
    }

    History atRest() {
        for (String user : streams.keySet()) {
            Map<String, List<JsonNode>> histories = new TreeMap<>();
            List<JsonNode> chats = new ArrayList<>();
            chats(user).path("chats").forEach(chats::add);
            for (Room room : rooms.values()) {
                if (room.isMember(user)) {
                    histories.put(room.id, room.shown(user));
                }
            }
            recorder.atRest(new AtRest(user, chats, histories));
        }
        return recorder.history();
    }

    private void mark(String user, String device, String id, String msgId, String status) {
        Room room = room(id);
        line(user, device)
                .sent(JSON.createObjectNode()
                        .put("type", status)
                        .put("chat_id", id)
                        .put("msg_id", msgId));
        long place = room.find(msgId).path("chat_seq").asLong();
        room.delivered.merge(user, place, Math::max);
        if (status.equals("read")) {
            room.read.merge(user, place, Math::max);
        }
        if (room.direct) {
            String other = room.members().get(0).equals(user)
                    ? room.members().get(1)
                    : room.members().get(0);
            event(
                    other,
                    JSON.createObjectNode()
                            .put("type", "receipt")
                            .put("chat_id", id)
                            .put("msg_id", msgId)
                            .put("user", user)
                            .put("status", status));
        }
    }

    void unread(Room room, String user) {
        event(
                user,
                JSON.createObjectNode()
                        .put("type", "unread")
                        .put("chat_id", room.id)
                        .put("count", room.unread(user))
                        .put("mentions", room.mentions(user))
                        .put("read", room.readId(user)));
    }

    private void system(Room room, String kind, String by, List<String> users) {
        ObjectNode message = message(room).put("msg_type", "system");
        ObjectNode event = message.putObject("event").put("kind", kind).put("by", by);
        users.forEach(event.putArray("users")::add);
        tell(room, message);
    }

    private ObjectNode message(Room room) {
        ObjectNode message = JSON.createObjectNode()
                .put("msg_id", nextId())
                .put("chat_id", room.id)
                .put("chat_seq", room.messages.size() + 1)
                .put("created_at", "2026-01-01T00:00:00.000Z");
        room.messages.add(message);
        return message;
    }

    private String nextId() {
        ticks += 10;
        long high = (ticks << 32) | ((ticks & 0xffff00000000L) >>> 16) | 0x1000 | ((ticks >>> 48) & 0xfff);
        return new UUID(high, 0x8000000000000001L).toString();
    }

    static ObjectNode ack(ObjectNode message, String clientMsgId) {
        ObjectNode ack = JSON.createObjectNode().put("type", "ack").put("client_msg_id", clientMsgId);
        for (String field : List.of("chat_id", "msg_id", "chat_seq", "created_at")) {
            ack.set(field, message.get(field));
        }
        return ack;
    }

    private void tell(Room room, ObjectNode message) {
        for (String member : room.members()) {
            ObjectNode event = JSON.createObjectNode()
                    .put("type", "message")
                    .put("unread", room.unread(member))
                    .put("mentions_unread", room.mentions(member));
            event.setAll(message);
            event(member, event);
        }
    }

    private void chatEvent(Room room, String kind, String by, List<String> users, List<String> told) {
        for (String user : told) {
            ObjectNode event = JSON.createObjectNode()
                    .put("type", "chat")
                    .put("event", kind)
                    .put("by", by);
            users.forEach(event.putArray("users")::add);
            event.set("chat", chat(room, user, false));
            event(user, event);
        }
    }

    private ObjectNode chat(Room room, String user, boolean withLast) {
        ObjectNode chat = JSON.createObjectNode()
                .put("chat_id", room.id)
                .put("type", room.direct ? "direct" : "group")
                .put("unread", room.unread(user))
                .put("mentions", room.mentions(user));
        if (room.direct) {
            String other = room.members().get(0).equals(user)
                    ? room.members().get(1)
                    : room.members().get(0);
            ObjectNode peer = chat.putObject("peer").put("user", other);
            room.mark(peer, "delivered", room.delivered.getOrDefault(other, 0L));
            room.mark(peer, "read", room.read.getOrDefault(other, 0L));
        }
        List<JsonNode> visible = room.shown(user);
        if (withLast && !visible.isEmpty()) {
            chat.set("last_message", visible.get(0));
        }
        return chat;
    }

    void event(String user, ObjectNode event) {
        List<ObjectNode> stream = streams.computeIfAbsent(user, u -> new ArrayList<>());
        event.put("seq", stream.size() + 1);
        stream.add(event);
        Consumer<Recorder.Line> hear = line -> line.received(event.deepCopy(), System.nanoTime());
        online.getOrDefault(user, Map.of()).values().forEach(hear);
    }

    void call(String user, String method, String path, @Nullable JsonNode request, int status, JsonNode answer) {
        long start = System.nanoTime();
        JsonNode asked = request == null ? MissingNode.getInstance() : request;
        recorder.called(new Call(user, method, path, asked, status, answer, start, System.nanoTime()));
    }

    Recorder.Line line(String user, String device) {
        Recorder.Line line = online.getOrDefault(user, Map.of()).get(device);
        if (line == null) {
            throw new AssertionError(user + "/" + device + " is not online");
        }
        return line;
    }

    Room room(String id) {
        Room room = rooms.get(id);
        if (room == null) {
            throw new AssertionError("no room " + id);
        }
        return room;
    }

    /** Everybody who has a stream. */
    TreeSet<String> users() {
        return new TreeSet<>(streams.keySet());
    }
}
