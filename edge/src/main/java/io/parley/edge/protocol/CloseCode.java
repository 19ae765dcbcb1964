package io.parley.edge.protocol;

/** Why the server closes a WebSocket; the codes of the wire contract. */
public enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    BINARY(1003),
    NOT_UTF8(1007),
    POLICY(1008),
    TOO_BIG(1009),
    EXPIRED(4401),
    SILENT(4408),
    REPLACED(4409),
    TOO_SLOW(4429);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
