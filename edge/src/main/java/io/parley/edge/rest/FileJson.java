package io.parley.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.edge.files.FileCard;
import io.parley.edge.files.FileLinks;
import io.parley.edge.protocol.Json;
import java.io.IOException;

/** Files as answers show them. */
final class FileJson {
    private FileJson() {}

    static void uploaded(JsonGenerator json, FileCard card, FileLinks links) throws IOException {
        Json.text(json, "file_id", card.fileId());
        Json.text(json, "name", card.name());
        json.writeNumberField("size", card.size());
        Json.text(json, "content_type", card.contentType());
        Json.number(json, "width", card.width());
        Json.number(json, "height", card.height());
        urls(json, links);
    }

    static void links(JsonGenerator json, FileLinks links) throws IOException {
        urls(json, links);
        Json.time(json, "expires_at", links.expiresAt());
    }

    private static void urls(JsonGenerator json, FileLinks links) throws IOException {
        Json.text(json, "url", links.url().toString());
        if (links.thumbnailUrl() != null) {
            Json.text(json, "thumbnail_url", links.thumbnailUrl().toString());
        }
    }
}
