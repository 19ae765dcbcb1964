package io.parley.client.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes in, whole messages out (RFC 6455, section 5): puts fragments together, and lets control frames through in
 * between. Not thread-safe.
 */
final class FrameReader {

    interface Sink {
        void message(int opcode, byte[] payload);
    }

    private byte[] buffer = new byte[0];
    private int filled;
    private byte[] fragments = new byte[0];
    private int fragmentsOpcode;

    void read(ByteBuffer in, Sink sink) {
        append(in);
        int at = 0;
        int size;
        while ((size = frameSize(at)) > 0) {
            frame(at, size, sink);
            at += size;
        }
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
        }
        if (filled == 0 && buffer.length > 4_096) {
            buffer = new byte[0];
        }
    }

    private void append(ByteBuffer in) {
        int needed = filled + in.remaining();
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, needed);
        }
        int length = in.remaining();
        in.get(buffer, filled, length);
        filled += length;
    }

    /** The bytes of the frame that starts here; 0 while it is not whole. */
    private int frameSize(int at) {
        int head = headSize(at);
        if (head == 0 || filled - at < head) {
            return 0;
        }
        long size = head + payloadSize(at);
        return filled - at < size ? 0 : (int) size;
    }

    private int headSize(int at) {
        if (filled - at < 2) {
            return 0;
        }
        int length = buffer[at + 1] & 0x7f;
        return length == 126 ? 4 : length == 127 ? 10 : 2;
    }

    private long payloadSize(int at) {
        int length = buffer[at + 1] & 0x7f;
        ByteBuffer head = ByteBuffer.wrap(buffer);
        return length == 126 ? head.getShort(at + 2) & 0xffff : length == 127 ? head.getLong(at + 2) : length;
    }

    private void frame(int at, int size, Sink sink) {
        boolean fin = (buffer[at] & 0x80) != 0;
        int opcode = buffer[at] & 0x0f;
        byte[] payload = Arrays.copyOfRange(buffer, at + headSize(at), at + size);
        if (opcode >= Opcode.CLOSE || (fin && opcode != Opcode.CONTINUATION)) {
            sink.message(opcode, payload);
            return;
        }
        if (opcode != Opcode.CONTINUATION) {
            fragmentsOpcode = opcode;
            fragments = payload;
            return;
        }
        int before = fragments.length;
        fragments = Arrays.copyOf(fragments, before + payload.length);
        System.arraycopy(payload, 0, fragments, before, payload.length);
        if (fin) {
            sink.message(fragmentsOpcode, fragments);
            fragments = new byte[0];
        }
    }
}
