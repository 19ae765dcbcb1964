package io.parley.e2e.play;

import io.parley.local.process.Sockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The network between one part and the log: whatever the part says to the broker and hears of it passes here, and can be
 * held, slowed, or swallowed on its way back. Bytes that were held go on when it is whole again, as TCP sends again what
 * a broken wire lost; a connection of which bytes were swallowed is reset, since nobody will send those again.
 */
public final class Link implements AutoCloseable {

    /** How a network can be. */
    public enum State {
        WHOLE,
        /** Everything takes its time, each way. */
        SLOW,
        /** Nothing passes, and nobody is told. */
        CUT,
        /** What the part says arrives; of the answers nothing does. */
        ONE_WAY,
        /** What producers of the part say is held; all else passes. */
        WRITES_HELD
    }

    /** How long each chunk takes while it is slow. */
    public static final int SLOW_MS = 150;

    private static final int CHUNK = 16 << 10;

    /** Kafka's request header: four bytes of size, two of API, two of version, four of correlation, then the client's id. */
    private static final int CLIENT_ID = 12;

    private final ServerSocket door;
    private final int target;
    private final Set<Pair> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;
    private boolean swallowed;

    /** @param target the port of the log that everything goes to */
    public Link(int target) {
        this.target = target;
        try {
            door = new ServerSocket();
            door.bind(new InetSocketAddress(Sockets.loopback(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("link", this::accept);
    }

    /** Where the part finds the log. */
    public String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    public void become(State next) {
        synchronized (this) {
            state = next;
            notifyAll();
        }
        if (next == State.WHOLE) {
            open.stream().filter(pair -> pair.lossy).forEach(Pair::close);
        }
    }

    /** Whether any answer was lost so far. */
    synchronized boolean hasSwallowed() {
        return swallowed;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket part = door.accept();
                try {
                    new Pair(part, new Socket(Sockets.loopback(), target)).start();
                } catch (IOException e) {
                    // The log is not there, so that nobody is.
                    part.close();
                }
            } catch (IOException e) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    @Override
    public void close() {
        closed(door);
        open.forEach(Pair::close);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closed(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is as good as closed.
        }
    }

    /** One connection, from both sides. */
    private final class Pair {
        private final Socket part;
        private final Socket log;
        private volatile boolean lossy;
        private boolean producer;

        Pair(Socket part, Socket log) {
            this.part = part;
            this.log = log;
        }

        void start() throws IOException {
            part.setTcpNoDelay(true);
            log.setTcpNoDelay(true);
            open.add(this);
            Link.start("link-out", () -> carry(part, log, false));
            Link.start("link-back", () -> carry(log, part, true));
        }

        void close() {
            open.remove(this);
            closed(part);
            closed(log);
        }

        private void carry(Socket from, Socket to, boolean answers) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int length = in.read(chunk);
                producer = producer || !answers && length > 0 && isProducer(ByteBuffer.wrap(chunk, 0, length));
                for (; length >= 0; length = in.read(chunk)) {
                    if (passes(answers)) {
                        out.write(chunk, 0, length);
                    }
                }
            } catch (IOException e) {
                // Whoever ended it, it ends for both.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close();
        }

        /** By the id that the client gives itself in its first request. */
        private static boolean isProducer(ByteBuffer first) {
            if (first.remaining() < CLIENT_ID + Short.BYTES) {
                return false;
            }
            int length = first.getShort(CLIENT_ID);
            int from = CLIENT_ID + Short.BYTES;
            return length > 0
                    && from + length <= first.limit()
                    && new String(first.array(), from, length, StandardCharsets.UTF_8).contains("producer");
        }

        private boolean isHeld(boolean answers) {
            return state == State.CUT || state == State.WRITES_HELD && !answers && producer;
        }

        /** Waits as long as the network wants; false when the bytes are lost. */
        private boolean passes(boolean answers) throws InterruptedException {
            synchronized (Link.this) {
                while (isHeld(answers) && !door.isClosed()) {
                    Link.this.wait();
                }
                if (state == State.ONE_WAY && answers) {
                    lossy = true;
                    swallowed = true;
                    return false;
                }
                if (lossy && answers) {
                    return false;
                }
                if (state != State.SLOW) {
                    return true;
                }
            }
            TimeUnit.MILLISECONDS.sleep(SLOW_MS);
            return true;
        }
    }
}
