package io.parley.sinks.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.Message;
import io.parley.avro.SystemEvent;
import io.parley.sinks.common.FileJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as JSON in the words of the wire contract, with the chat's version at that time. {@code data} is the app's
 * JSON as text, because Redis' own reader would not give every number back as it was.
 */
final class MessageJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private MessageJson() {}

    static ObjectNode of(Message message, int version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", version);
        json.put("msg_id", message.getMsgId());
        json.put("chat_id", message.getChatId());
        json.put("chat_seq", message.getChatSeq());
        put(json, "sender", message.getSender());
        json.put("msg_type", message.getMsgType());
        put(json, "content", message.getContent());
        json.put("created_at", time(message.getCreatedAt()));
        put(json, "client_msg_id", message.getClientMsgId());
        put(json, "reply_to", message.getReplyTo());
        put(json, "mentions", message.getMentions());
        if (message.getFile() != null) {
            json.set("file", FileJson.of(message.getFile()));
        }
        put(json, "data", message.getData());
        put(json, "edited_at", message.getEditedAt());
        put(json, "deleted_at", message.getDeletedAt());
        put(json, "key_id", message.getKeyId());
        if (message.getEvent() != null) {
            json.set("event", event(message.getEvent()));
        }
        return json;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static ObjectNode event(SystemEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", event.getKind());
        json.put("by", event.getBy());
        put(json, "users", event.getUsers());
        put(json, "name", event.getName());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Instant value) {
        if (value != null) {
            json.put(name, time(value));
        }
    }

    private static void put(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(name)::add);
        }
    }
}
