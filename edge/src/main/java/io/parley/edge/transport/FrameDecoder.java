package io.parley.edge.transport;

import io.parley.edge.protocol.CloseCode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads a client's WebSocket frames (RFC 6455) from bytes as they come, and gives whole text messages. Holds a buffer
 * only while a message is under way, and never more of it than has come. After a violation or a close frame it takes
 * nothing more.
 */
final class FrameDecoder {
    /** Hears what was decoded, in order. */
    interface Sink {
        /** A whole text message; its bytes may not be UTF-8. The array is the hearer's. */
        void text(byte[] bytes, int length);

        void ping(byte[] payload);

        /** The client closes; {@code payload} is its close frame's. */
        void close(byte[] payload);

        void violation(CloseCode code, String why);
    }

    private static final byte[] NOTHING = {};
    private static final int FIRST_GUESS = 512;
    private static final int HEADER_MAX = 14;

    private final int maxMessage;
    private final byte[] header = new byte[HEADER_MAX];
    private int headerLength;
    private int headerNeeded = 2;
    private int opcode;
    private boolean last;
    private long left; // of the payload; -1 while the header is read
    private int maskIndex;
    private boolean inMessage;
    private byte[] message = NOTHING;
    private int messageLength;
    private byte[] control = NOTHING;
    private int controlLength;
    private boolean done;

    FrameDecoder(int maxMessage) {
        this.maxMessage = maxMessage;
        this.left = -1;
    }

    /** Takes all of the bytes. */
    void decode(ByteBuffer in, Sink sink) {
        while (!done && (in.hasRemaining() || left == 0)) {
            if (left < 0) {
                header(in.get(), sink);
            } else {
                payload(in);
                if (left == 0) {
                    endFrame(sink);
                }
            }
        }
        in.position(in.limit());
    }

    private void header(byte next, Sink sink) {
        header[headerLength++] = next;
        if (headerLength == 2) {
            headerNeeded = 2 + extraLengthBytes() + 4;
            checkFlags(sink);
        } else if (headerLength == headerNeeded) {
            beginPayload(sink);
        }
    }

    private int extraLengthBytes() {
        int shortLength = header[1] & 0x7F;
        return shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
    }

    private void checkFlags(Sink sink) {
        opcode = header[0] & 0x0F;
        last = (header[0] & 0x80) != 0;
        boolean isControl = opcode >= Opcodes.CLOSE;
        if ((header[0] & 0x70) != 0) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "reserved bits are set");
        } else if ((header[1] & 0x80) == 0) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "the frame is not masked");
        } else if (isControl && (!last || (header[1] & 0x7F) > Opcodes.MAX_CONTROL_BYTES)) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "a control frame is whole and short");
        } else if ((opcode > Opcodes.BINARY && opcode < Opcodes.CLOSE) || opcode > Opcodes.PONG) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "there is no such opcode");
        } else if (opcode == Opcodes.CONTINUATION && !inMessage) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "there is nothing to continue");
        } else if ((opcode == Opcodes.TEXT || opcode == Opcodes.BINARY) && inMessage) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "the message before is not finished");
        } else if (opcode == Opcodes.BINARY) {
            violate(sink, CloseCode.BINARY, "frames are text");
        }
    }

    private void beginPayload(Sink sink) {
        long length = header[1] & 0x7F;
        int extra = extraLengthBytes();
        if (extra > 0) {
            length = 0;
            for (int i = 2; i < 2 + extra; i++) {
                length = (length << 8) | (header[i] & 0xFF);
            }
        }
        if (length < 0) {
            violate(sink, CloseCode.PROTOCOL_ERROR, "the length has its top bit set");
        } else if (opcode < Opcodes.CLOSE && messageLength + length > maxMessage) {
            violate(sink, CloseCode.TOO_BIG, "a message has at most " + maxMessage + " bytes");
        } else {
            left = length;
            maskIndex = 0;
            inMessage |= opcode < Opcodes.CLOSE;
        }
    }

    private void payload(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        if (opcode < Opcodes.CLOSE) {
            message = withRoom(message, messageLength, count);
            unmask(in, message, messageLength, count);
            messageLength += count;
        } else {
            control = withRoom(control, controlLength, count);
            unmask(in, control, controlLength, count);
            controlLength += count;
        }
        left -= count;
    }

    private static byte[] withRoom(byte[] bytes, int used, int more) {
        if (used + more <= bytes.length) {
            return bytes;
        }
        int size = Math.max(used + more, bytes.length == 0 ? FIRST_GUESS : 2 * bytes.length);
        return Arrays.copyOf(bytes, size);
    }

    private void unmask(ByteBuffer in, byte[] to, int at, int count) {
        in.get(to, at, count);
        int mask = headerNeeded - 4;
        for (int i = 0; i < count; i++) {
            to[at + i] ^= header[mask + (maskIndex++ & 3)];
        }
    }

    private void endFrame(Sink sink) {
        left = -1;
        headerLength = 0;
        headerNeeded = 2;
        if (opcode >= Opcodes.CLOSE) {
            endControl(sink);
        } else if (last) {
            byte[] whole = message;
            int length = messageLength;
            inMessage = false;
            message = NOTHING;
            messageLength = 0;
            sink.text(whole, length);
        }
    }

    private void endControl(Sink sink) {
        byte[] payload = Arrays.copyOf(control, controlLength);
        control = NOTHING;
        controlLength = 0;
        if (opcode == Opcodes.PING) {
            sink.ping(payload);
        } else if (opcode == Opcodes.CLOSE) {
            done = true;
            sink.close(payload);
        }
    }

    private void violate(Sink sink, CloseCode code, String why) {
        done = true;
        message = NOTHING;
        sink.violation(code, why);
    }

    /** Takes nothing more: the connection is being closed. */
    void stop() {
        done = true;
        message = NOTHING;
    }

    boolean isDone() {
        return done;
    }
}
