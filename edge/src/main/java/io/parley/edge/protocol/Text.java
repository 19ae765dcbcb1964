package io.parley.edge.protocol;

import org.jspecify.annotations.Nullable;

/** Measures strings as the wire contract does. */
public final class Text {
    private Text() {}

    /** Whether every surrogate has its other half. */
    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Bytes of a whole string in UTF-8. */
    public static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** Whether the text has between min and max code points. */
    public static boolean hasCharacters(String text, int min, int max) {
        if (text.length() < min || text.length() > 2 * max) {
            return false;
        }
        int characters = text.codePointCount(0, text.length());
        return characters >= min && characters <= max;
    }

    public static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
