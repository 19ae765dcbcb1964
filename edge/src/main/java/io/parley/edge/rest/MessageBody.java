package io.parley.edge.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parley.edge.Limits;
import io.parley.edge.http.HttpCall;
import io.parley.edge.protocol.ClientFrame;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.protocol.FrameParser;
import io.parley.edge.protocol.Parsed;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message that is sent by a call. It becomes the frame that a socket would have sent, so that one place
 * says what a message may be.
 */
final class MessageBody {
    private static final String SENDER = "sender";
    private static final Set<String> NOT_THE_FRAMES = Set.of("type", "chat_id", SENDER);

    private final JsonFactory json;
    private final FrameParser frames;

    MessageBody(Limits limits) {
        this.json = FrameParser.factory(limits);
        this.frames = new FrameParser(limits);
    }

    /** @param sender the user whom the body names, if it does */
    record Said(ClientFrame.Message message, @Nullable String sender) {}

    Said read(HttpCall call, String chatId) {
        StringWriter text = new StringWriter(call.body().length + 128);
        String sender = write(Body.text(call), chatId, text);
        char[] frame = text.toString().toCharArray();
        Parsed parsed = frames.parse(frame, frame.length);
        if (parsed instanceof Parsed.Accepted accepted && accepted.frame() instanceof ClientFrame.Message message) {
            return new Said(message, sender);
        }
        if (parsed instanceof Parsed.Rejection rejection) {
            throw refusal(rejection.code(), rejection.message());
        }
        throw new IllegalStateException("a message became " + parsed);
    }

    /** The same object with the frame's type and the path's chat; whatever the body says of these does not count. */
    private @Nullable String write(String body, String chatId, StringWriter text) {
        String sender;
        try (JsonParser parser = json.createParser(body);
                JsonGenerator frame = json.createGenerator(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.badRequest("The body must be a JSON object.");
            }
            frame.writeStartObject();
            frame.writeStringField("type", "message");
            frame.writeStringField("chat_id", chatId);
            sender = copyFields(parser, frame);
            frame.writeEndObject();
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("The body must be one JSON object.");
            }
        } catch (IOException e) {
            throw Refusal.badRequest("The body is not JSON.");
        }
        return sender;
    }

    /** What {@code sender} says, which is no field of the frame. */
    private static @Nullable String copyFields(JsonParser parser, JsonGenerator frame) throws IOException {
        String sender = null;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw Refusal.badRequest("The body is not JSON.");
            }
            if (depth == 1 && token == JsonToken.FIELD_NAME && NOT_THE_FRAMES.contains(parser.currentName())) {
                boolean named = parser.currentName().equals(SENDER);
                JsonToken value = parser.nextToken();
                sender = named ? sender(parser, value) : sender;
                parser.skipChildren();
                continue;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > 0) {
                copy(parser, token, frame);
            }
        }
        return sender;
    }

    private static @Nullable String sender(JsonParser parser, @Nullable JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value != JsonToken.VALUE_STRING) {
            throw Refusal.badRequest("sender must be a string.");
        }
        return parser.getText();
    }

    /** Numbers as they were written: {@code data} is given back equal. */
    private static void copy(JsonParser parser, JsonToken token, JsonGenerator frame) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            frame.writeNumber(parser.getText());
        } else {
            frame.copyCurrentEvent(parser);
        }
    }

    private static Refusal refusal(ErrorCode code, String message) {
        return switch (code) {
            case TOO_LARGE -> Refusal.of(413, code.wire(), message);
            case NO_SUCH_CHAT, NO_SUCH_MESSAGE, NO_SUCH_FILE -> Refusal.of(404, code.wire(), message);
            default -> Refusal.badRequest(message);
        };
    }
}
