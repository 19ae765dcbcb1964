package io.parley.edge.transport;

import io.parley.edge.protocol.CloseCode;
import io.parley.edge.session.Session;
import io.parley.edge.session.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One upgraded connection. Whoever sends only puts into a bounded queue; its I/O thread alone writes and reads. Before
 * each write it asks whether this edge may still speak: if not, what was queued is forgotten and the client is told to go
 * elsewhere (1001), or the connection is cut when a frame is half out.
 */
final class WebSocket implements Socket, FrameDecoder.Sink {
    private static final byte[] NOTHING = {};
    private static final int READS_A_TURN = 8;

    /**
     * @param owedBytes more than that owed ends the connection
     * @param closeTimeout how long a closed connection is kept for its client to take the close frame
     */
    record Terms(int frameBytes, int owedBytes, Duration closeTimeout) {}

    private final StreamConnection connection;
    private final XnioIoThread thread;
    private final Terms terms;
    private final BooleanSupplier maySpeak;
    private final FrameDecoder decoder;
    private final OutboundQueue queue = new OutboundQueue();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private volatile @Nullable Session session;
    private boolean closing; // under the queue's lock
    private boolean expelled; // under the queue's lock
    private boolean clientClosed; // of the I/O thread
    private XnioExecutor.@Nullable Key deadline; // of the I/O thread

    WebSocket(StreamConnection connection, Terms terms, BooleanSupplier maySpeak) {
        this.connection = connection;
        this.thread = connection.getIoThread();
        this.terms = terms;
        this.maySpeak = maySpeak;
        this.decoder = new FrameDecoder(terms.frameBytes());
        connection.getSourceChannel().setReadListener(this::readable);
        connection.getSinkChannel().setWriteListener(channel -> flush());
        connection.setCloseListener(channel -> gone());
    }

    /** Whom to tell of what comes in. */
    void attach(Session listener) {
        session = listener;
        if (!connection.isOpen()) {
            listener.closed();
        }
    }

    // Out.

    @Override
    public boolean send(byte[] head, byte[] tail) {
        return put(Opcodes.TEXT, head, tail);
    }

    private boolean put(int opcode, byte[] head, byte[] tail) {
        byte[] header = Opcodes.header(opcode, head.length + tail.length);
        synchronized (queue) {
            if (closing) {
                return true;
            }
            if (queue.owed() + header.length + head.length + tail.length > terms.owedBytes()) {
                return false;
            }
            queue.add(header, head, tail);
        }
        flushSoon();
        return true;
    }

    @Override
    public void close(CloseCode code, String reason) {
        byte[] payload = Opcodes.closePayload(code.code(), reason);
        synchronized (queue) {
            if (closing) {
                return;
            }
            if (code == CloseCode.TOO_SLOW) {
                queue.dropUnstarted();
            }
            queue.add(Opcodes.header(Opcodes.CLOSE, payload.length), payload, NOTHING);
            closing = true;
        }
        thread.execute(this::beginClosing);
    }

    private void flushSoon() {
        if (flushing.compareAndSet(false, true)) {
            thread.execute(this::flush);
        }
    }

    private void flush() {
        flushing.set(false);
        try {
            write(connection.getSinkChannel());
        } catch (IOException e) {
            terminate();
        }
    }

    private void write(ConduitStreamSinkChannel sink) throws IOException {
        ByteBuffer out = IoBuffers.mine().out();
        while (fill(out)) {
            int given = out.remaining();
            int taken = sink.write(out);
            synchronized (queue) {
                queue.advance(taken);
            }
            if (taken < given) {
                sink.resumeWrites();
                return;
            }
        }
        sink.suspendWrites();
        endWhenSaidAll();
    }

    /** Fills the buffer with what may be said now; false when there is nothing. */
    private boolean fill(ByteBuffer out) {
        out.clear();
        synchronized (queue) {
            if (!queue.isEmpty() && !expelled && !maySpeak.getAsBoolean() && !expel()) {
                terminate();
                return false;
            }
            queue.copyTo(out);
        }
        out.flip();
        return out.hasRemaining();
    }

    /** This edge may not speak any longer: 1001 and nothing else. False when a frame is half out. */
    private boolean expel() {
        expelled = true;
        closing = true;
        if (queue.isMidFrame()) {
            return false;
        }
        queue.dropUnstarted();
        byte[] payload = Opcodes.closePayload(CloseCode.GOING_AWAY.code(), "this server lost its place");
        queue.add(Opcodes.header(Opcodes.CLOSE, payload.length), payload, NOTHING);
        thread.execute(this::beginClosing);
        return true;
    }

    @Override
    public long owedBytes() {
        synchronized (queue) {
            return queue.owed();
        }
    }

    // In.

    @Override
    public void startReading() {
        thread.execute(() -> connection.getSourceChannel().wakeupReads());
    }

    private void readable(ConduitStreamSourceChannel source) {
        try {
            for (int i = 0; i < READS_A_TURN; i++) {
                ByteBuffer in = IoBuffers.mine().in();
                int count = source.read(in);
                if (count < 0) {
                    terminate();
                    return;
                }
                if (count == 0) {
                    break;
                }
                decoder.decode(in.flip(), this);
            }
            source.resumeReads();
        } catch (IOException e) {
            terminate();
        }
    }

    @Override
    public void text(byte[] bytes, int length) {
        CharBuffer text = IoBuffers.mine().decode(bytes, length);
        Session listener = session;
        if (text == null) {
            decoder.stop();
            violation(CloseCode.NOT_UTF8, "the text is not UTF-8");
        } else if (listener != null) {
            listener.received(text.array(), text.position());
        }
    }

    @Override
    public void ping(byte[] payload) {
        if (!put(Opcodes.PONG, payload, NOTHING)) {
            violation(CloseCode.TOO_SLOW, "too much was left undrained");
        }
    }

    @Override
    public void violation(CloseCode code, String why) {
        endSession();
        close(code, why);
    }

    @Override
    public void close(byte[] payload) {
        clientClosed = true;
        endSession();
        CloseCode fault = IoBuffers.faultOfClose(payload);
        if (fault != null) {
            close(fault, "not a close frame that a client may send");
            return;
        }
        synchronized (queue) {
            if (!closing) {
                byte[] echo = payload.length < 2 ? NOTHING : new byte[] {payload[0], payload[1]};
                queue.add(Opcodes.header(Opcodes.CLOSE, echo.length), echo, NOTHING);
                closing = true;
            }
        }
        beginClosing();
    }

    // The end.

    /** Says the rest. What the client still sends is read and forgotten: closing over unread bytes would cut our last. */
    private void beginClosing() {
        if (deadline == null && connection.isOpen()) {
            deadline = thread.executeAfter(this::terminate, terms.closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            connection.getSourceChannel().resumeReads();
        }
        flush();
    }

    /** After the last byte our side of the connection ends; the client's ends by itself, or at the deadline. */
    private void endWhenSaidAll() throws IOException {
        synchronized (queue) {
            if (!closing || !queue.isEmpty()) {
                return;
            }
        }
        if (clientClosed) {
            terminate();
        } else if (connection.isOpen()) {
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
        }
    }

    private void terminate() {
        IoUtils.safeClose(connection);
        gone();
    }

    private void gone() {
        if (deadline != null) {
            deadline.remove();
            deadline = null;
        }
        synchronized (queue) {
            closing = true;
            queue.dropUnstarted();
        }
        endSession();
    }

    private void endSession() {
        Session listener = session;
        if (listener != null) {
            listener.closed();
        }
    }
}
