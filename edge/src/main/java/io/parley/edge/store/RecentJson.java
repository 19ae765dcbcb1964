package io.parley.edge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.Message;
import io.parley.avro.SystemEvent;
import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages as the cache holds them: the wire contract's JSON with the stamp of the last change and the version. */
final class RecentJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecentJson() {}

    /** @param stamp the stamp of the last change of the message */
    record Entry(long stamp, StoredMessage message) {}

    static Entry parse(String member) throws JsonProcessingException {
        JsonNode json = JSON.readTree(member);
        Message message = new Message();
        message.setMsgId(json.path("msg_id").asText());
        message.setChatId(json.path("chat_id").asText());
        message.setChatSeq(json.path("chat_seq").asLong());
        message.setMsgType(json.path("msg_type").asText());
        message.setMentions(texts(json.path("mentions")));
        setWhatMayBeAbsent(message, json);
        StoredMessage stored = new StoredMessage(
                Objects.requireNonNull(TimeUuid.parse(message.getMsgId())),
                json.path("version").asInt(),
                message);
        return new Entry(json.path("stamp").asLong(), stored);
    }

    @SuppressWarnings("NullAway") // absent in the cache is absent in the message
    private static void setWhatMayBeAbsent(Message message, JsonNode json) {
        message.setSender(text(json, "sender"));
        message.setContent(text(json, "content"));
        message.setCreatedAt(time(json, "created_at"));
        message.setClientMsgId(text(json, "client_msg_id"));
        message.setReplyTo(text(json, "reply_to"));
        message.setFile(json.has("file") ? StoredFiles.of(json.get("file")) : null);
        message.setData(text(json, "data"));
        message.setEditedAt(time(json, "edited_at"));
        message.setDeletedAt(time(json, "deleted_at"));
        message.setEvent(event(json.path("event")));
        message.setKeyId(text(json, "key_id"));
    }

    @SuppressWarnings("NullAway") // a name is there for created and renamed alone
    private static @Nullable SystemEvent event(JsonNode event) {
        return event.isMissingNode()
                ? null
                : new SystemEvent(
                        event.path("kind").asText(),
                        event.path("by").asText(),
                        texts(event.path("users")),
                        text(event, "name"));
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static @Nullable Instant time(JsonNode json, String field) {
        String text = text(json, field);
        return text == null ? null : Instant.parse(text);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
