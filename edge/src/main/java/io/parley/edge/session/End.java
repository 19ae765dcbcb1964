package io.parley.edge.session;

import io.parley.edge.protocol.CloseCode;

/** Why a session ends; {@link #reason} is what the log is told. */
enum End {
    CLIENT(CloseCode.NORMAL, "closed", "closed by the client"),
    NOT_STARTED(CloseCode.GOING_AWAY, "closed", "the stream did not start in time"),
    LEASE_LOST(CloseCode.GOING_AWAY, "closed", "this server lost its place"),
    DRAINING(CloseCode.GOING_AWAY, "draining", "this server is going away"),
    BAD_FRAMES(CloseCode.POLICY, "closed", "too many bad frames"),
    EXPIRED(CloseCode.EXPIRED, "expired", "the token has expired"),
    REVOKED(CloseCode.EXPIRED, "revoked", "the token has been revoked"),
    SILENT(CloseCode.SILENT, "silent", "nothing was heard for two heartbeats"),
    REPLACED(CloseCode.REPLACED, "replaced", "a newer connection of this device took over"),
    SLOW(CloseCode.TOO_SLOW, "slow", "too much was left undrained");

    final CloseCode code;
    final String reason;
    final String text;

    End(CloseCode code, String reason, String text) {
        this.code = code;
        this.reason = reason;
        this.text = text;
    }
}
