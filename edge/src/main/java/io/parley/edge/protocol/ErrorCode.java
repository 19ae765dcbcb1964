package io.parley.edge.protocol;

import java.util.Locale;

/** The codes of {@code error} frames that an edge gives by itself; the topology has further ones of its own. */
public enum ErrorCode {
    BAD_FRAME,
    BAD_REQUEST,
    UNAUTHORIZED,
    NOT_A_MEMBER,
    NO_SUCH_CHAT,
    NO_SUCH_MESSAGE,
    NO_SUCH_FILE,
    TOO_LARGE,
    RATE_LIMITED,
    UNAVAILABLE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
        return wire;
    }
}
