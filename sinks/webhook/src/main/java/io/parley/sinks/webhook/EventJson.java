package io.parley.sinks.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageReaction;
import io.parley.avro.SystemEvent;
import io.parley.sinks.common.FileJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook. Its {@code data} are the fields of the frame that tells a member of the same event, in the wire
 * contract's words and order, without those that differ for each member ({@code seq}, {@code unread},
 * {@code mentions_unread}).
 */
final class EventJson {
    private static final JsonFactory FACTORY = new JsonMapper(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .getFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventJson() {}

    static byte[] of(EventType type, Instant time, Object fact) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type.word());
            time(json, "timestamp", time);
            json.writeObjectFieldStart("data");
            data(json, fact);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException cannotHappenInMemory) {
            throw new UncheckedIOException(cannotHappenInMemory);
        }
        return bytes.toByteArray();
    }

    private static void data(JsonGenerator json, Object fact) throws IOException {
        if (fact instanceof Message message) {
            message(json, message);
        } else if (fact instanceof MessageEdited edited) {
            place(json, edited.getChatId(), edited.getMsgId(), edited.getChatSeq());
            text(json, "content", edited.getContent());
            texts(json, "mentions", edited.getMentions());
            time(json, "edited_at", edited.getEditedAt());
            text(json, "by", edited.getBy());
        } else if (fact instanceof MessageDeleted deleted) {
            place(json, deleted.getChatId(), deleted.getMsgId(), deleted.getChatSeq());
            time(json, "deleted_at", deleted.getDeletedAt());
            text(json, "by", deleted.getBy());
        } else if (fact instanceof MessageReaction reaction) {
            place(json, reaction.getChatId(), reaction.getMsgId(), reaction.getChatSeq());
            text(json, "emoji", reaction.getEmoji());
            text(json, "op", reaction.getAdded() ? "add" : "remove");
            text(json, "user", reaction.getUser());
            json.writeNumberField("count", reaction.getCount());
        }
    }

    private static void place(JsonGenerator json, String chatId, String msgId, long chatSeq) throws IOException {
        text(json, "chat_id", chatId);
        text(json, "msg_id", msgId);
        json.writeNumberField("chat_seq", chatSeq);
    }

    private static void message(JsonGenerator json, Message message) throws IOException {
        text(json, "msg_id", message.getMsgId());
        text(json, "chat_id", message.getChatId());
        json.writeNumberField("chat_seq", message.getChatSeq());
        text(json, "sender", message.getSender());
        text(json, "msg_type", message.getMsgType());
        text(json, "content", message.getContent());
        time(json, "created_at", message.getCreatedAt());
        text(json, "client_msg_id", message.getClientMsgId());
        text(json, "reply_to", message.getReplyTo());
        texts(json, "mentions", message.getMentions());
        if (message.getFile() != null) {
            json.writeFieldName("file");
            json.writeTree(FileJson.of(message.getFile()));
        }
        if (message.getData() != null) {
            // The app's own object goes on as it is, an empty one too.
            json.writeFieldName("data");
            json.writeRawValue(message.getData());
        }
        time(json, "edited_at", message.getEditedAt());
        time(json, "deleted_at", message.getDeletedAt());
        event(json, message.getEvent());
    }

    private static void event(JsonGenerator json, @Nullable SystemEvent event) throws IOException {
        if (event == null) {
            return;
        }
        json.writeObjectFieldStart("event");
        text(json, "kind", event.getKind());
        text(json, "by", event.getBy());
        texts(json, "users", event.getUsers());
        text(json, "name", event.getName());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, TIME.format(value));
        }
    }
}
