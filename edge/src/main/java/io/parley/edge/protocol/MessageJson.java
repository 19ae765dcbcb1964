package io.parley.edge.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.SystemEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of the wire contract's Message, in its order; the same in frames and in REST answers. */
public final class MessageJson {
    private MessageJson() {}

    public static void write(JsonGenerator json, Message message) throws IOException {
        Json.text(json, "msg_id", message.getMsgId());
        Json.text(json, "chat_id", message.getChatId());
        json.writeNumberField("chat_seq", message.getChatSeq());
        Json.text(json, "sender", message.getSender());
        Json.text(json, "msg_type", message.getMsgType());
        Json.text(json, "content", message.getContent());
        Json.time(json, "created_at", message.getCreatedAt());
        Json.text(json, "client_msg_id", message.getClientMsgId());
        Json.text(json, "reply_to", message.getReplyTo());
        Json.texts(json, "mentions", message.getMentions());
        file(json, message.getFile());
        data(json, message.getData());
        Json.time(json, "edited_at", message.getEditedAt());
        Json.time(json, "deleted_at", message.getDeletedAt());
        event(json, message.getEvent());
    }

    private static void file(JsonGenerator json, @Nullable FileRef file) throws IOException {
        if (file == null) {
            return;
        }
        json.writeObjectFieldStart("file");
        Json.text(json, "file_id", file.getFileId());
        Json.text(json, "name", file.getName());
        json.writeNumberField("size", file.getSize());
        Json.text(json, "content_type", file.getContentType());
        Json.number(json, "width", file.getWidth());
        Json.number(json, "height", file.getHeight());
        json.writeEndObject();
    }

    /** The app's own object goes back as it is, an empty one too. */
    private static void data(JsonGenerator json, @Nullable String data) throws IOException {
        if (data != null) {
            json.writeFieldName("data");
            json.writeRawValue(data);
        }
    }

    private static void event(JsonGenerator json, @Nullable SystemEvent event) throws IOException {
        if (event == null) {
            return;
        }
        json.writeObjectFieldStart("event");
        Json.text(json, "kind", event.getKind());
        Json.text(json, "by", event.getBy());
        Json.texts(json, "users", event.getUsers());
        Json.text(json, "name", event.getName());
        json.writeEndObject();
    }
}
