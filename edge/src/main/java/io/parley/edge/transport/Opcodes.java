package io.parley.edge.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** RFC 6455, section 5: frame kinds, and the frames that a server writes (never masked, never fragmented). */
final class Opcodes {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int MAX_CONTROL_BYTES = 125;
    private static final int FINAL = 0x80;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int MAX_REASON_BYTES = MAX_CONTROL_BYTES - 2;

    private Opcodes() {}

    static byte[] header(int opcode, int length) {
        byte first = (byte) (FINAL | opcode);
        if (length <= MAX_CONTROL_BYTES) {
            return new byte[] {first, (byte) length};
        } else if (length <= 0xFFFF) {
            return new byte[] {first, TWO_BYTES_FOLLOW, (byte) (length >>> 8), (byte) length};
        }
        return ByteBuffer.allocate(10)
                .put(first)
                .put((byte) EIGHT_BYTES_FOLLOW)
                .putLong(length)
                .array();
    }

    static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = new byte[2 + Math.min(text.length, MAX_REASON_BYTES)];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, payload.length - 2);
        return payload;
    }

    /** Whether a client may send this close code (RFC 6455, section 7.4). */
    static boolean isCloseCode(int code) {
        boolean reserved = code == 1004 || code == 1005 || code == 1006;
        return (code >= 1000 && code <= 1014 && !reserved) || (code >= 3000 && code <= 4999);
    }
}
