package io.parley.ids;

import org.jspecify.annotations.Nullable;

/** The form of user, device, chat and file ids: 1 to 64 of {@code A-Z a-z 0-9 _ - .}, as the wire contract has it. */
public final class Ids {
    public static final int MAX_LENGTH = 64;

    private Ids() {}

    public static boolean isValid(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || c == '.';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
