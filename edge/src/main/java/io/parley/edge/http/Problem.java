package io.parley.edge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An RFC 9457 problem document with a code of the wire contract.
 *
 * @param status the HTTP status
 * @param code a code of the wire contract
 * @param detail a sentence for people
 */
public record Problem(int status, String code, String detail) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int RETRY_AFTER_SECONDS = 1;

    public HttpAnswer answer() {
        return answer(Map.of());
    }

    /** The answer with further headers; 401 and 503 get theirs by themselves. */
    public HttpAnswer answer(Map<String, String> extraHeaders) {
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        headers.put("Content-Type", "application/problem+json");
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (status == 503 || status == 429) {
            headers.putIfAbsent("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        return new HttpAnswer(status, headers, body());
    }

    private byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeNumberField("status", status);
            json.writeStringField("title", code.replace('_', ' '));
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        } catch (IOException cannotHappenInMemory) {
            throw new UncheckedIOException(cannotHappenInMemory);
        }
        return bytes.toByteArray();
    }
}
