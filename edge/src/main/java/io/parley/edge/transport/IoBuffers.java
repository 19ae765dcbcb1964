package io.parley.edge.transport;

import io.parley.edge.protocol.CloseCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an I/O thread lends to the socket that it serves at this moment, so that idle sockets hold no buffers. */
final class IoBuffers {
    private static final int READ_BYTES = 16 << 10;
    private static final int WRITE_BYTES = 32 << 10;
    private static final ThreadLocal<IoBuffers> OF_THREAD = ThreadLocal.withInitial(IoBuffers::new);

    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private CharBuffer chars = CharBuffer.allocate(1 << 10);

    private IoBuffers() {}

    /** Of the calling I/O thread. */
    static IoBuffers mine() {
        return OF_THREAD.get();
    }

    ByteBuffer in() {
        return in.clear();
    }

    ByteBuffer out() {
        return out.clear();
    }

    /** The text's characters, from the array's start to the buffer's position, or null when it is not UTF-8. */
    @Nullable
    CharBuffer decode(byte[] bytes, int length) {
        if (chars.capacity() < length) {
            chars = CharBuffer.allocate(length);
        }
        chars.clear();
        CoderResult result = utf8.reset().decode(ByteBuffer.wrap(bytes, 0, length), chars, true);
        return result.isUnderflow() && utf8.flush(chars).isUnderflow() ? chars : null;
    }

    /** Why a close frame's payload is none that a client may send, or null when it may. */
    static @Nullable CloseCode faultOfClose(byte[] payload) {
        if (payload.length == 0) {
            return null;
        }
        if (payload.length == 1) {
            return CloseCode.PROTOCOL_ERROR;
        }
        int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        if (!Opcodes.isCloseCode(code)) {
            return CloseCode.PROTOCOL_ERROR;
        }
        byte[] reason = Arrays.copyOfRange(payload, 2, payload.length);
        return mine().decode(reason, reason.length) == null ? CloseCode.NOT_UTF8 : null;
    }
}
