package io.parley.edge.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that some frame knows, by name, before anybody asked whether they fit. A value is a
 * String, a Boolean, a {@code List<String>}, an {@link Obj}, or {@link #ODD} for what no field may be. JSON null counts
 * as left out.
 */
final class RawFrame {
    /** A value of a kind that no field has. */
    static final Object ODD = new Object();

    /**
     * A JSON object in its shortest form.
     *
     * @param depth how deep objects and lists lie in one another, itself counted
     */
    record Obj(String json, int depth) {}

    private final Map<String, Object> fields = new HashMap<>();

    void put(String name, @Nullable Object value) {
        if (value == null) {
            fields.remove(name);
        } else {
            fields.put(name, value);
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    boolean isString(String name) {
        return fields.get(name) instanceof String;
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    /** The field when it is a string, else null. */
    @Nullable
    String string(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked") // the parser makes lists of strings alone
    @Nullable
    List<String> strings(String name) {
        return fields.get(name) instanceof List<?> list ? (List<String>) list : null;
    }
}
