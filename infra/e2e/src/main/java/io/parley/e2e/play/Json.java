package io.parley.e2e.play;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON with single quotes, so that tests can be read. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An object; {@code '} stands for {@code "}, and {@code %s} are filled in. */
    public static ObjectNode of(String template, Object... values) {
        try {
            return (ObjectNode) MAPPER.readTree(String.format(template, values).replace('\'', '"'));
        } catch (JacksonException e) {
            throw new AssertionError("a test wrote what is no JSON: " + template, e);
        }
    }

    /** An object as a server wrote it. */
    public static ObjectNode parse(String body) {
        try {
            return (ObjectNode) MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new AssertionError("a server wrote what is no JSON: " + body, e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A list of texts as a JSON array. */
    public static String array(Iterable<String> texts) {
        JsonNode array = MAPPER.valueToTree(texts);
        return array.toString();
    }
}
