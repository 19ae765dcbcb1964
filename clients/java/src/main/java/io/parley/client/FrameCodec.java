package io.parley.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.Map;

/**
 * JSON text to typed frames and back. Unknown fields and frame types are let through, as the contract asks of clients:
 * a newer server never breaks an older client.
 */
public final class FrameCodec {

    private static final Map<String, Class<? extends ServerFrame>> TYPES = Map.ofEntries(
            Map.entry("hello", ServerFrame.Hello.class),
            Map.entry("ack", ServerFrame.Ack.class),
            Map.entry("edited", ServerFrame.Edited.class),
            Map.entry("deleted", ServerFrame.Deleted.class),
            Map.entry("reaction", ServerFrame.Reaction.class),
            Map.entry("receipt", ServerFrame.Receipt.class),
            Map.entry("status", ServerFrame.Status.class),
            Map.entry("unread", ServerFrame.Unread.class),
            Map.entry("chat", ServerFrame.ChatEvent.class),
            Map.entry("typing", ServerFrame.Typing.class),
            Map.entry("presence", ServerFrame.Presence.class),
            Map.entry("authed", ServerFrame.Authed.class),
            Map.entry("pong", ServerFrame.Pong.class),
            Map.entry("error", ServerFrame.Refused.class));

    static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new IsoInstant()))
            .build();

    private FrameCodec() {}

    /** The frame that this text is. */
    public static ServerFrame decode(String text) throws JacksonException {
        JsonNode json = JSON.readTree(text);
        String type = json.path("type").asText();
        if (type.equals("message")) {
            return new ServerFrame.MessageEvent(
                    json.path("seq").asLong(),
                    json.path("unread").asInt(),
                    json.path("mentions_unread").asInt(),
                    JSON.treeToValue(json, Message.class));
        }
        Class<? extends ServerFrame> known = TYPES.get(type);
        if (known != null) {
            return JSON.treeToValue(json, known);
        }
        return json.has("seq")
                ? new ServerFrame.OtherEvent(json.path("seq").asLong(), json)
                : new ServerFrame.Other(json);
    }

    /** The text of a frame. */
    public static String encode(ClientFrame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a frame that cannot be written as JSON", e);
        }
    }

    private static final class IsoInstant extends StdDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1;

        IsoInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
