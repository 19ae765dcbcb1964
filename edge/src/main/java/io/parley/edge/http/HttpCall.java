package io.parley.edge.http;

import io.parley.edge.auth.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated call under {@code /api/v1}, whole.
 *
 * @param method as sent: methods differ by case
 * @param path as sent, without the query
 * @param segments the path below {@code /api/v1}, split and percent-decoded: {@code ["chats", "c1", "messages"]}
 * @param query decoded parameters, in order of appearance
 * @param headers names in lower case; the first value of each
 * @param body at most {@code rest.body.bytes}; empty when there is none
 * @param principal who calls
 */
public record HttpCall(
        String method,
        String path,
        List<String> segments,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        Principal principal) {

    /** The same call by another principal. */
    public HttpCall by(Principal another) {
        return new HttpCall(method, path, segments, query, headers, body, another);
    }

    /** The parameter's first value, or null when it was not given. */
    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
