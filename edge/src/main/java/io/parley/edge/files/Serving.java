package io.parley.edge.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * With which headers a file is given out. Only what a browser shows without running it goes out as what it is: pictures
 * that were encoded by us, sound and film. Everything else is an attachment of no type, whatever is in it.
 */
record Serving(String contentType, String disposition) {
    private static final Set<String> PLAYED = Set.of(
            "video/mp4",
            "video/webm",
            "video/quicktime",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
            "audio/webm",
            "audio/x-wav",
            "audio/vnd.wave");

    static Serving of(FileCard card) {
        boolean cleaned = card.width() != null;
        boolean safe = cleaned || PLAYED.contains(card.contentType());
        return safe
                ? new Serving(card.contentType(), disposition("inline", card.name()))
                : new Serving(MediaTypes.UNKNOWN, disposition("attachment", card.name()));
    }

    static Serving ofThumbnail(FileCard card, String type) {
        return new Serving(type, disposition("inline", card.name()));
    }

    /** RFC 6266: the name in ASCII for old readers, then whole. */
    static String disposition(String kind, String name) {
        String plain = name.replaceAll("[^A-Za-z0-9 ._-]", "_");
        String whole = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + whole;
    }
}
