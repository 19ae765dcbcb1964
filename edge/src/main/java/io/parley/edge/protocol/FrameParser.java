package io.parley.edge.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.parley.edge.Limits;
import io.parley.edge.protocol.Parsed.Rejection;
import io.parley.edge.protocol.Parsed.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's frame in one pass over its characters; {@link FrameRules} then says whether it fits. */
public final class FrameParser {
    private static final Set<String> STRINGS = Set.of(
            "type",
            "ref",
            "chat_id",
            "content",
            "msg_type",
            "client_msg_id",
            "file_id",
            "reply_to",
            "msg_id",
            "emoji",
            "op",
            "token");
    private static final Set<String> LISTS = Set.of("mentions", "users");
    private final JsonFactory json;
    private final FrameRules rules;

    public FrameParser(Limits limits) {
        this.rules = new FrameRules(limits);
        this.json = factory(limits);
    }

    /**
     * For JSON that is read token by token, in which nothing is too deep or too long that fits into a frame: its size is
     * limited elsewhere. What is kept of it ({@code data}) has a limit of depth.
     */
    public static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.frameBytes())
                        .maxNumberLength(limits.frameBytes())
                        .maxStringLength(limits.frameBytes())
                        .maxNameLength(limits.frameBytes())
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(limits.frameBytes())
                        .build())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    public Parsed parse(char[] text, int length) {
        RawFrame raw;
        try (JsonParser parser = json.createParser(text, 0, length)) {
            raw = read(parser);
        } catch (IOException e) {
            return unreadable(e);
        }
        if (raw == null) {
            return new Rejection(ErrorCode.BAD_FRAME, "The frame is not one JSON object.", Subject.NONE);
        }
        return rules.check(raw);
    }

    /** Half a surrogate pair in a name is JSON all the same, though this parser does not read it. */
    private static Rejection unreadable(IOException e) {
        boolean halfPair = String.valueOf(e.getMessage()).contains("surrogate");
        return halfPair
                ? new Rejection(ErrorCode.BAD_REQUEST, "A name holds half a surrogate pair.", Subject.NONE)
                : new Rejection(ErrorCode.BAD_FRAME, "The frame is not JSON.", Subject.NONE);
    }

    private @Nullable RawFrame read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        RawFrame raw = new RawFrame();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readField(parser, name, raw);
        }
        return parser.nextToken() == null ? raw : null;
    }

    private void readField(JsonParser parser, String name, RawFrame raw) throws IOException {
        JsonToken token = parser.currentToken();
        if (STRINGS.contains(name)) {
            raw.put(name, scalar(parser, token));
        } else if (LISTS.contains(name)) {
            raw.put(name, token == JsonToken.START_ARRAY ? strings(parser) : scalar(parser, token));
        } else if (name.equals("active")) {
            raw.put(name, scalar(parser, token));
        } else if (name.equals("data")) {
            raw.put(name, token == JsonToken.START_OBJECT ? shortest(parser) : scalar(parser, token));
        } else {
            parser.skipChildren();
        }
    }

    private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> {
                parser.skipChildren();
                yield RawFrame.ODD;
            }
        };
    }

    private static Object strings(JsonParser parser) throws IOException {
        List<String> values = new ArrayList<>();
        boolean odd = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                values.add(parser.getText());
            } else {
                parser.skipChildren();
                odd = true;
            }
        }
        return odd ? RawFrame.ODD : values;
    }

    /** The object without white space; numbers as they were written. */
    private Object shortest(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        int deepest = 0;
        try (JsonGenerator generator = json.createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                deepest = Math.max(deepest, depth);
            } while (depth > 0 && parser.nextToken() != null);
        }
        return new RawFrame.Obj(text.toString(), deepest);
    }
}
