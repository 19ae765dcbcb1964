package io.parley.client.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One socket on a {@link WireLoop}. Any thread may send: bytes go to the kernel at once, and what it does not take waits
 * here, at most {@link #MAX_UNSENT_BYTES}; beyond that sending fails. Reading happens on the loop's thread alone.
 */
public final class WireConnection {

    /** What may wait for a server that does not read, in bytes. */
    public static final int MAX_UNSENT_BYTES = 8 << 20;

    private final SocketChannel channel;
    private final WireListener listener;
    private final Handshake handshake = new Handshake();
    private final FrameReader reader = new FrameReader();
    private final ByteBuffer request;
    private byte[] head = new byte[0];
    private boolean open;
    private boolean ended;
    private @Nullable SelectionKey key;
    private @Nullable ByteBuffer unsent;

    WireConnection(SocketChannel channel, URI uri, Map<String, String> headers, WireListener listener) {
        this.channel = channel;
        this.listener = listener;
        this.request = ByteBuffer.wrap(handshake.request(uri, headers));
    }

    /** Sends a text frame. False when the connection is gone. */
    public boolean text(String text) {
        return frame(Opcode.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one frame, as it is; nothing checks that it makes sense. False when the connection is gone. */
    public boolean frame(int opcode, boolean fin, byte[] payload) {
        return bytes(masked(opcode, fin, payload));
    }

    /** Sends bytes that need not be a frame at all. False when the connection is gone. */
    public boolean bytes(ByteBuffer bytes) {
        synchronized (this) {
            try {
                return write(bytes);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Starts the closing handshake. */
    public void close(int code) {
        frame(Opcode.CLOSE, true, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** Cuts the connection as a broken network would: no close frame. */
    public void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException | UnsupportedOperationException e) {
            // The socket is closed already, which is what is wanted.
        }
        end(1006, "aborted");
    }

    /** Stops or starts reading, as a slow client would. */
    public void reading(boolean on) {
        SelectionKey there = key;
        if (there != null && there.isValid()) {
            there.interestOps(
                    on ? there.interestOps() | SelectionKey.OP_READ : there.interestOps() & ~SelectionKey.OP_READ);
            there.selector().wakeup();
        }
    }

    void registered(SelectionKey registered) {
        key = registered;
    }

    void connected() throws IOException {
        if (channel.finishConnect()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            requireKey().interestOps(SelectionKey.OP_READ);
            bytes(request);
        }
    }

    void readable(ByteBuffer shared) throws IOException {
        shared.clear();
        int read = channel.read(shared);
        if (read < 0) {
            end(1006, "end of stream");
            return;
        }
        shared.flip();
        if (open) {
            reader.read(shared, this::received);
        } else {
            answer(shared);
        }
    }

    void writable() throws IOException {
        synchronized (this) {
            ByteBuffer waiting = unsent;
            unsent = null;
            if (waiting != null) {
                write(waiting);
            }
            if (unsent == null && requireKey().isValid()) {
                requireKey().interestOps(requireKey().interestOps() & ~SelectionKey.OP_WRITE);
            }
        }
    }

    void end(int code, String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned.
        }
        if (open) {
            listener.closed(code, reason);
        } else {
            listener.refused(new UpgradeRefused(0, Map.of(), reason));
        }
    }

    private boolean write(ByteBuffer bytes) throws IOException {
        if (ended) {
            return false;
        }
        ByteBuffer waiting = unsent;
        if (waiting == null) {
            channel.write(bytes);
        }
        if (!bytes.hasRemaining()) {
            return true;
        }
        int before = waiting == null ? 0 : waiting.remaining();
        if (before + bytes.remaining() > MAX_UNSENT_BYTES) {
            throw new IOException("the server does not read");
        }
        ByteBuffer joined = ByteBuffer.allocate(before + bytes.remaining());
        if (waiting != null) {
            joined.put(waiting);
        }
        unsent = joined.put(bytes).flip();
        requireKey().interestOps(requireKey().interestOps() | SelectionKey.OP_WRITE);
        requireKey().selector().wakeup();
        return true;
    }

    private void answer(ByteBuffer in) {
        int before = head.length;
        head = Arrays.copyOf(head, before + in.remaining());
        in.get(head, before, head.length - before);
        Handshake.Answer answer = Handshake.parse(head, head.length).orElse(null);
        if (answer == null) {
            return;
        }
        if (handshake.accepts(answer)) {
            ByteBuffer rest = ByteBuffer.wrap(head, answer.headBytes(), head.length - answer.headBytes());
            open = true;
            listener.opened(this);
            reader.read(rest, this::received);
            head = new byte[0];
        } else if (head.length >= answer.headBytes() + answer.bodyBytes()) {
            refuse(answer);
        }
    }

    private void refuse(Handshake.Answer answer) {
        String body = new String(head, answer.headBytes(), head.length - answer.headBytes(), StandardCharsets.UTF_8);
        synchronized (this) {
            ended = true;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The answer is here; the socket is of no use any more.
        }
        listener.refused(new UpgradeRefused(answer.status(), answer.headers(), body));
    }

    private void received(int opcode, byte[] payload) {
        switch (opcode) {
            case Opcode.PING -> frame(Opcode.PONG, true, payload);
            case Opcode.PONG -> {
                // An answer to nothing that we asked.
            }
            case Opcode.CLOSE -> {
                frame(Opcode.CLOSE, true, payload);
                int code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
                end(code, payload.length < 3 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
            }
            default -> listener.message(opcode, payload, System.nanoTime());
        }
    }

    private SelectionKey requireKey() {
        return java.util.Objects.requireNonNull(key, "not registered");
    }

    private static ByteBuffer masked(int opcode, boolean fin, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) ((fin ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        out.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
        }
        return out.flip();
    }
}
