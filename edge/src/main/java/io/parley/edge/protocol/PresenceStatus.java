package io.parley.edge.protocol;

import java.util.Locale;

/** Whether a user is connected. Unknown is not offline: nobody may say, or nobody can. */
public enum PresenceStatus {
    ONLINE,
    OFFLINE,
    UNKNOWN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
        return wire;
    }
}
