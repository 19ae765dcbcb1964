package io.parley.edge.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.FileRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a file; an object beside it, because not every store keeps an object's own metadata.
 *
 * @param size bytes as they are kept, after a picture was cleaned
 * @param contentType as sniffed
 * @param width pixels, of pictures that were cleaned
 * @param uploader the one who may send it
 * @param thumbnailType media type of the thumbnail; null when there is none
 */
public record FileCard(
        String chatId,
        String fileId,
        String name,
        long size,
        String contentType,
        @Nullable Integer width,
        @Nullable Integer height,
        String uploader,
        Instant uploadedAt,
        @Nullable String thumbnailType) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a message carries of it. */
    @SuppressWarnings("NullAway") // pictures alone have a size in pixels
    FileRef ref() {
        return new FileRef(fileId, name, size, contentType, width, height);
    }

    FileKeys keys() {
        return FileKeys.of(chatId, fileId);
    }

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("chat_id", chatId);
            json.writeStringField("file_id", fileId);
            json.writeStringField("name", name);
            json.writeNumberField("size", size);
            json.writeStringField("content_type", contentType);
            if (width != null && height != null) {
                json.writeNumberField("width", width);
                json.writeNumberField("height", height);
            }
            json.writeStringField("uploader", uploader);
            json.writeNumberField("uploaded_at", uploadedAt.toEpochMilli());
            if (thumbnailType != null) {
                json.writeStringField("thumbnail_type", thumbnailType);
            }
            json.writeEndObject();
        } catch (IOException cannotHappenInMemory) {
            throw new UncheckedIOException(cannotHappenInMemory);
        }
        return bytes.toByteArray();
    }

    static FileCard parse(byte[] json) {
        try {
            JsonNode card = JSON.readTree(json);
            return new FileCard(
                    card.path("chat_id").asText(),
                    card.path("file_id").asText(),
                    card.path("name").asText(),
                    card.path("size").asLong(),
                    card.path("content_type").asText(),
                    pixels(card.get("width")),
                    pixels(card.get("height")),
                    card.path("uploader").asText(),
                    Instant.ofEpochMilli(card.path("uploaded_at").asLong()),
                    card.has("thumbnail_type") ? card.get("thumbnail_type").asText() : null);
        } catch (IOException e) {
            throw new FilesUnavailable("A card in the object store cannot be read.", e);
        }
    }

    private static @Nullable Integer pixels(@Nullable JsonNode number) {
        return number == null ? null : number.asInt();
    }
}
