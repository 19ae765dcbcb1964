package io.parley.keys;

import org.jspecify.annotations.Nullable;

/**
 * A sealed text that names its own key: {@code KEY_ID:SEALED}. Content has its key beside it, and an edit replaces both; data
 * and a file's name stay when the content is edited under another key, or under none. Plain data is a JSON object, and a
 * plain file name has no slash, which every key's id has, so that the two are never taken for each other.
 */
record Named(String keyId, String sealed) {

    static String text(DataKey key, String sealed) {
        return key.id() + ":" + sealed;
    }

    static @Nullable Named ofData(@Nullable String data) {
        return data == null || data.startsWith("{") ? null : parse(data);
    }

    static @Nullable Named ofFileName(@Nullable String name) {
        return name == null ? null : parse(name);
    }

    private static @Nullable Named parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || text.indexOf('/') < 0 || text.indexOf('/') > colon
                ? null
                : new Named(text.substring(0, colon), text.substring(colon + 1));
    }
}
