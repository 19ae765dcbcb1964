package io.parley.topology;

import org.jspecify.annotations.Nullable;

/** Names of groups and users: 1 to 100 code points. */
public final class DisplayName {
    private static final int MAX_CODE_POINTS = 100;

    private DisplayName() {}

    public static boolean isValid(@Nullable String name) {
        return name != null && !name.isEmpty() && name.codePointCount(0, name.length()) <= MAX_CODE_POINTS;
    }
}
