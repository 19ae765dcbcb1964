package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;

/** One REST call: {@code path} is below {@code /api/v1/}; {@code status} 0 when no answer came. */
public record Call(
        String user,
        String method,
        String path,
        JsonNode request,
        int status,
        JsonNode answer,
        long startNanos,
        long endNanos) {

    boolean is(String wanted, String pattern) {
        return method.equals(wanted) && path.matches(pattern);
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The part of the path at this place, without the query. */
    String segment(int index) {
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        return index < parts.length ? parts[index] : "";
    }

    /** A parameter of the query; empty when there is none. */
    String parameter(String name) {
        for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }
}
