package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the people of a toy world do with what was said, and to each other: they edit, delete, react and block. */
final class Afterthoughts {
    private final World world;
    private int time;

    Afterthoughts(World world) {
        this.world = world;
    }

    private String now() {
        return String.format("2026-01-01T00:00:%02d.000Z", ++time);
    }

    /** @param mentions null leaves them as they are */
    void edit(
            String user,
            String device,
            String id,
            String msgId,
            String clientMsgId,
            String text,
            @Nullable List<String> mentions) {
        ObjectNode sent = frame("edit", id, msgId, clientMsgId).put("content", text);
        if (mentions != null) {
            mentions.forEach(sent.putArray("mentions")::add);
        }
        world.ask(user, device, sent, room -> {
            ObjectNode message = room.find(msgId);
            change(room, message, Set.of("content", "edited_at", "mentions"), "edited", user, edited -> {
                edited.put("content", text).put("edited_at", now());
                if (mentions != null) {
                    room.mention(edited, mentions);
                }
            });
            return message;
        });
    }

    void delete(String user, String device, String id, String msgId, String clientMsgId) {
        world.ask(user, device, frame("delete", id, msgId, clientMsgId), room -> {
            ObjectNode message = room.find(msgId);
            change(room, message, Set.of("deleted_at"), "deleted", user, deleted -> {
                deleted.put("deleted_at", now()).remove("content");
                room.reactions.remove(msgId);
            });
            return message;
        });
    }

    /** Numbers first, and then the change, as they come from the server. */
    private void change(
            Room room, ObjectNode message, Set<String> told, String type, String by, Consumer<ObjectNode> change) {
        List<String> unread = room.members().stream()
                .filter(member -> room.isUnread(member, message))
                .toList();
        ObjectNode before = message.deepCopy();
        change.accept(message);
        for (String member : unread) {
            boolean counts =
                    message.has("deleted_at") || Room.mentions(before, member) != Room.mentions(message, member);
            if (counts) {
                world.unread(room, member);
            }
        }
        ObjectNode event = about(type, message).put("by", by);
        told.stream().filter(message::has).forEach(field -> event.set(field, message.get(field)));
        tell(room, message, event);
    }

    void react(String user, String device, String id, String msgId, String clientMsgId, String emoji, String op) {
        ObjectNode sent =
                frame("react", id, msgId, clientMsgId).put("emoji", emoji).put("op", op);
        world.ask(user, device, sent, room -> {
            ObjectNode message = room.find(msgId);
            Set<String> users = room.reactions
                    .computeIfAbsent(msgId, first -> new TreeMap<>())
                    .computeIfAbsent(emoji, first -> new TreeSet<>());
            if (op.equals("add") ? users.add(user) : users.remove(user)) {
                tell(
                        room,
                        message,
                        about("reaction", message)
                                .put("emoji", emoji)
                                .put("op", op)
                                .put("user", user)
                                .put("count", users.size()));
            }
            return message;
        });
    }

    /** A frame that is refused. */
    void refused(String user, String device, ObjectNode frame, String code) {
        world.line(user, device).sent(frame);
        ObjectNode error = World.JSON.createObjectNode().put("type", "error").put("code", code);
        Stream.of("client_msg_id", "chat_id", "ref")
                .filter(frame::has)
                .forEach(field -> error.set(field, frame.get(field)));
        world.line(user, device).received(error, System.nanoTime());
    }

    void block(String user, String other, boolean on) {
        world.call(user, on ? "PUT" : "DELETE", "users/me/blocks/" + other, null, 204, MissingNode.getInstance());
    }

    private void tell(Room room, ObjectNode message, ObjectNode event) {
        room.members().stream()
                .filter(member -> room.visible(member, message.path("chat_seq").asLong()))
                .forEach(member -> world.event(member, event.deepCopy()));
    }

    static ObjectNode frame(String type, String id, @Nullable String msgId, String clientMsgId) {
        ObjectNode frame = World.JSON
                .createObjectNode()
                .put("type", type)
                .put("chat_id", id)
                .put("client_msg_id", clientMsgId);
        return msgId == null ? frame : frame.put("msg_id", msgId);
    }

    private static ObjectNode about(String type, ObjectNode message) {
        ObjectNode event = World.JSON.createObjectNode().put("type", type);
        for (String field : List.of("chat_id", "msg_id", "chat_seq")) {
            event.set(field, message.get(field));
        }
        return event;
    }
}
