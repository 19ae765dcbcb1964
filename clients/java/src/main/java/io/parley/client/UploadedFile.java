package io.parley.client;

import org.jspecify.annotations.Nullable;

/** A file that was uploaded: {@code width} and {@code height} in pixels, 0 when it is no picture. */
public record UploadedFile(
        String fileId,
        String name,
        long size,
        String contentType,
        int width,
        int height,
        String url,
        @Nullable String thumbnailUrl) {}
