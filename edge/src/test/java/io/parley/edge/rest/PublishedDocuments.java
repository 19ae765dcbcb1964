package io.parley.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI and AsyncAPI documents as they are published. */
final class PublishedDocuments {
    private PublishedDocuments() {}

    static JsonNode read(String name) {
        try (InputStream in = PublishedDocuments.class.getResourceAsStream("/api/" + name)) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows references within the document. */
    static JsonNode at(JsonNode document, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null
                ? node
                : at(document, document.at(reference.asText().substring(1)));
    }
}
