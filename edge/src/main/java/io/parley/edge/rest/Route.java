package io.parley.edge.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method and a path under {@code /api/v1}, such as {@code /chats/{chat}/messages}, and who answers it. */
record Route(String method, String path, Handler handler) {
    private static boolean isVariable(String part) {
        return part.startsWith("{");
    }

    private List<String> parts() {
        return List.of(path.substring(1).split("/"));
    }

    /** The values of the path's variables by name, when the segments fit. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> parts = parts();
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (isVariable(part)) {
                values.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
