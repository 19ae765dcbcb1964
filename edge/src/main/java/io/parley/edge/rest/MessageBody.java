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

/**
 * The body of a message that is sent by a call. It becomes the frame that a socket would have sent, so that one place
 * says what a message may be.
 */
final class MessageBody {
    private final JsonFactory json;
    private final FrameParser frames;

    MessageBody(Limits limits) {
        this.json = FrameParser.factory(limits);
        this.frames = new FrameParser(limits);
    }

    ClientFrame.Message read(HttpCall call, String chatId) {
        char[] frame = frame(Body.text(call), chatId).toCharArray();
        Parsed parsed = frames.parse(frame, frame.length);
        if (parsed instanceof Parsed.Accepted accepted && accepted.frame() instanceof ClientFrame.Message message) {
            return message;
        }
        if (parsed instanceof Parsed.Rejection rejection) {
            throw refusal(rejection.code(), rejection.message());
        }
        throw new IllegalStateException("a message became " + parsed);
    }

    /** The same object with the frame's type and the path's chat; whatever the body says of these does not count. */
    private String frame(String body, String chatId) {
        StringWriter text = new StringWriter(body.length() + 128);
        try (JsonParser parser = json.createParser(body);
                JsonGenerator frame = json.createGenerator(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.badRequest("The body must be a JSON object.");
            }
            frame.writeStartObject();
            frame.writeStringField("type", "message");
            frame.writeStringField("chat_id", chatId);
            copyFields(parser, frame);
            frame.writeEndObject();
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("The body must be one JSON object.");
            }
        } catch (IOException e) {
            throw Refusal.badRequest("The body is not JSON.");
        }
        return text.toString();
    }

    private static void copyFields(JsonParser parser, JsonGenerator frame) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw Refusal.badRequest("The body is not JSON.");
            }
            boolean ofPath = depth == 1
                    && token == JsonToken.FIELD_NAME
                    && (parser.currentName().equals("type")
                            || parser.currentName().equals("chat_id"));
            if (ofPath) {
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > 0) {
                copy(parser, token, frame);
            }
        }
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
