package io.parley.edge.http;

import java.util.Map;

/**
 * An answer, whole. The transport adds {@code Content-Length} and the headers that every answer has.
 *
 * @param body not copied: nobody changes it once it is given here
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), NOTHING);
    }

    public static HttpAnswer json(int status, byte[] body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json"), body);
    }
}
