package io.parley.edge.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.edge.http.HttpCall;
import io.parley.edge.protocol.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a call. A field that is missing and one that is null are the same; one of a wrong type or outside
 * its limits is refused by name.
 */
record Body(JsonNode object) {
    /** Nothing in a body is too deep or too long that fits into one; how large it is was limited before. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Body of(HttpCall call) {
        try {
            JsonNode object = JSON.readTree(text(call));
            if (!object.isObject()) {
                throw Refusal.badRequest("The body must be a JSON object.");
            }
            return new Body(object);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not JSON.");
        }
    }

    /** The body's text, when it says that it is JSON and is UTF-8. */
    static String text(HttpCall call) {
        requireJson(call.headers().get("content-type"));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(call.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest("The body is not UTF-8.");
        }
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw Refusal.of(415, "unsupported_type", "The body must be application/json.");
        }
    }

    boolean has(String field) {
        JsonNode value = object.get(field);
        return value != null && !value.isNull();
    }

    @Nullable
    String text(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.badRequest(field + " must be a string.");
        }
        return whole(field, value.textValue());
    }

    String required(String field) {
        String text = text(field);
        if (text == null) {
            throw Refusal.badRequest(field + " is missing.");
        }
        return text;
    }

    /** A text of 1 to {@code most} code points. */
    @Nullable
    String shortText(String field, int most) {
        String text = text(field);
        if (text != null && !Text.hasCharacters(text, 1, most)) {
            throw Refusal.badRequest(field + " must have 1 to " + most + " characters.");
        }
        return text;
    }

    @Nullable
    Boolean flag(String field) {
        if (!has(field)) {
            return null;
        }
        if (!object.get(field).isBoolean()) {
            throw Refusal.badRequest(field + " must be true or false.");
        }
        return object.get(field).booleanValue();
    }

    List<String> texts(String field) {
        JsonNode list = object.get(field);
        if (list == null || !list.isArray()) {
            throw Refusal.badRequest(field + " must be a list of strings.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list) {
            if (!value.isTextual()) {
                throw Refusal.badRequest(field + " must be a list of strings.");
            }
            texts.add(whole(field, value.textValue()));
        }
        return texts;
    }

    private static String whole(String field, String text) {
        if (!Text.isWhole(text)) {
            throw Refusal.badRequest(field + " has half a surrogate pair.");
        }
        return text;
    }
}
