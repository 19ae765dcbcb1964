package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.regex.Pattern;

/** Ids as the wire contract has them. */
final class UserIds {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** How chat ids look; a user may be called so too, but hardly is. */
    private static final Pattern CHAT = Pattern.compile("[dg][A-Za-z0-9_-]{24}");

    private UserIds() {}

    static void require(String id) {
        if (!ID.matcher(id).matches()) {
            throw new Trouble("\"" + id + "\" is no id.", "Ids are 1 to 64 of A-Z a-z 0-9 _ - .");
        }
    }

    static boolean looksLikeChat(String id) {
        return CHAT.matcher(id).matches();
    }
}
