package io.parley.edge.files;

import io.parley.edge.protocol.Text;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of files as they are kept: a name and never a path, nothing in it that cannot be seen. */
final class FileName {
    static final int MAX_BYTES = 200;
    private static final String NAMELESS = "file";
    private static final int LONGEST_EXTENSION = 10;
    /** Reserved by some file system or other. */
    private static final String RESERVED = "<>:\"|?*";

    /** Holds together what is one emoji to the eye. */
    private static final int JOINER = 0x200D;

    private FileName() {}

    /** The last part of whatever was given as a name. */
    static String clean(@Nullable String given) {
        String name = Normalizer.normalize(given == null ? "" : given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        name.codePoints().filter(FileName::isSeen).forEach(point -> {
            kept.appendCodePoint(RESERVED.indexOf(point) >= 0 ? '_' : point);
        });
        // A dot in front hides a file, one at the end is lost by some file systems.
        String clean = kept.toString().strip().replaceAll("^\\.+|[. ]+$", "");
        return clean.isEmpty() ? NAMELESS : shortened(clean);
    }

    /** Neither control characters, nor what turns the direction of writing, nor half a pair. */
    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> point == JOINER;
            default -> true;
        };
    }

    private static String shortened(String name) {
        String extension = extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        while (Text.utf8Length(stem + extension) > MAX_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem.strip() + extension;
    }

    /** The same name with the extension of what it is now. */
    static String as(String name, List<String> extensions) {
        String extension = extension(name).toLowerCase(Locale.ROOT);
        if (extensions.contains(extension)) {
            return name;
        }
        return shortened(name.substring(0, name.length() - extension.length()) + extensions.get(0));
    }

    /** With its dot; empty when there is none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean is = dot > 0
                && name.length() - dot <= LONGEST_EXTENSION
                && name.substring(dot + 1).chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return is ? name.substring(dot) : "";
    }
}
