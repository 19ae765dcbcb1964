package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;

/** One frame, sent or received, and the moment of it on the recorder's one clock. */
public record Frame(JsonNode json, long nanos) {

    public String type() {
        return text("type");
    }

    /** A field's text; empty when there is none. */
    public String text(String field) {
        return json.path(field).asText();
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    /** Whether it is an event of the user's stream. */
    public boolean isEvent() {
        return json.has("seq") && !is("hello");
    }

    public long seq() {
        return json.path("seq").asLong();
    }

    public String chatId() {
        return is("chat") ? json.path("chat").path("chat_id").asText() : text("chat_id");
    }
}
