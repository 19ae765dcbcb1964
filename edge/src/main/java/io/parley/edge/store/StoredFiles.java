package io.parley.edge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.FileRef;
import org.jspecify.annotations.Nullable;

/** The file of a message, which the tables hold as the wire contract's JSON. */
final class StoredFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredFiles() {}

    static FileRef parse(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a file in the tables is not JSON", e);
        }
    }

    @SuppressWarnings("NullAway") // pictures alone have a size in pixels
    static FileRef of(JsonNode file) {
        return new FileRef(
                file.path("file_id").asText(),
                file.path("name").asText(),
                file.path("size").asLong(),
                file.path("content_type").asText(),
                pixels(file.get("width")),
                pixels(file.get("height")));
    }

    private static @Nullable Integer pixels(@Nullable JsonNode number) {
        return number == null || number.isNull() ? null : number.asInt();
    }
}
