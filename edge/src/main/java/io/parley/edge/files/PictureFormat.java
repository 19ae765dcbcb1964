package io.parley.edge.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Formats of pictures that are cleaned. */
enum PictureFormat {
    JPEG("jpeg", "image/jpeg", List.of(".jpg", ".jpeg", ".jpe", ".jfif")),
    PNG("png", "image/png", List.of(".png")),
    GIF("gif", "image/gif", List.of(".gif")),
    /** Read alone: it is kept as one of the others. */
    WEBP("webp", "image/webp", List.of(".webp"));

    private final String codec;
    private final String contentType;
    private final List<String> extensions;

    PictureFormat(String codec, String contentType, List<String> extensions) {
        this.codec = codec;
        this.contentType = contentType;
        this.extensions = extensions;
    }

    static Optional<PictureFormat> of(String contentType) {
        return Arrays.stream(values())
                .filter(format -> format.contentType.equals(contentType))
                .findFirst();
    }

    /** By which ImageIO knows it. */
    String codec() {
        return codec;
    }

    String contentType() {
        return contentType;
    }

    /** Of file names, the usual one first. */
    List<String> extensions() {
        return extensions;
    }
}
