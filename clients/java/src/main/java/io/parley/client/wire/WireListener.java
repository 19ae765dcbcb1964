package io.parley.client.wire;

/** What happens on one connection. Called on the loop's thread, in order; must not block. */
public interface WireListener {

    /** The upgrade was answered with 101. */
    void opened(WireConnection connection);

    /** The upgrade was refused, or never answered ({@code status} 0). Nothing follows. */
    void refused(UpgradeRefused refusal);

    /** A whole message; {@code nanos} is {@link System#nanoTime} when its last byte was read. */
    void message(int opcode, byte[] payload, long nanos);

    /** The end: the server's close code, 1005 for a close without one, 1006 when the connection just broke. */
    void closed(int code, String reason);
}
