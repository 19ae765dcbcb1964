package io.parley.client.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps every frame it gets, with the moment it came, for as long as it lives: for tests that judge
 * the whole conversation. Waiting is by condition with a deadline. Thread-safe.
 */
public final class RawSocket implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One text frame that came. */
    public record Received(JsonNode json, long nanos) {
        /** Its {@code type}; empty when it has none. */
        public String type() {
            return json.path("type").asText();
        }
    }

    private final List<Received> frames = new ArrayList<>();
    private final BiConsumer<RawSocket, Received> onFrame;
    private @Nullable WireConnection connection;
    private @Nullable UpgradeRefused refusal;
    private int closeCode;

    private RawSocket(BiConsumer<RawSocket, Received> onFrame) {
        this.onFrame = onFrame;
    }

    /** Opens a connection and waits for the answer to the upgrade. */
    public static RawSocket open(WireLoop loop, URI uri, Map<String, String> headers, Duration patience)
            throws UpgradeRefused, IOException {
        return open(loop, uri, headers, patience, (socket, frame) -> {});
    }

    /**
     * The same, and tells each frame as it comes (on the loop's thread) before it can be awaited. The first may come before
     * this has returned.
     */
    public static RawSocket open(
            WireLoop loop,
            URI uri,
            Map<String, String> headers,
            Duration patience,
            BiConsumer<RawSocket, Received> onFrame)
            throws UpgradeRefused, IOException {
        RawSocket socket = new RawSocket(onFrame);
        loop.connect(uri, headers, socket.new Ears());
        synchronized (socket) {
            socket.waitUntil(() -> socket.connection != null || socket.refusal != null, patience);
            if (socket.refusal != null) {
                throw socket.refusal;
            }
            if (socket.connection == null) {
                throw new IOException("no answer to the upgrade within " + patience);
            }
        }
        return socket;
    }

    /** Sends text. */
    public void text(String text) {
        wire().text(text);
    }

    /** The connection below, for frames that no honest client would send. */
    public synchronized WireConnection wire() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    /** All that came so far. */
    public synchronized List<Received> frames() {
        return List.copyOf(frames);
    }

    /** The first frame, from the {@code from}-th on, that fits; null when none came in time. */
    public synchronized @Nullable Received await(int from, Predicate<JsonNode> fits, Duration patience) {
        int[] next = {from};
        Received[] found = new Received[1];
        waitUntil(
                () -> {
                    while (found[0] == null && next[0] < frames.size()) {
                        Received frame = frames.get(next[0]++);
                        if (fits.test(frame.json())) {
                            found[0] = frame;
                        }
                    }
                    return found[0] != null || (closeCode != 0 && next[0] >= frames.size());
                },
                patience);
        return found[0];
    }

    /** Waits for the end, and tells the close code; empty when it stays open. */
    public synchronized OptionalInt awaitClose(Duration patience) {
        waitUntil(() -> closeCode != 0, patience);
        return closeCode();
    }

    /** The close code, when it is closed. */
    public synchronized OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }

    /** Closes as a client that goes (1000). */
    @Override
    public void close() {
        wire().close(1000);
    }

    @SuppressWarnings("WaitNotInLoop") // The condition is tested around it.
    private synchronized void waitUntil(java.util.function.BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The loop's side of this socket. */
    private final class Ears implements WireListener {
        @Override
        public void opened(WireConnection opened) {
            synchronized (RawSocket.this) {
                connection = opened;
                RawSocket.this.notifyAll();
            }
        }

        @Override
        public void refused(UpgradeRefused refused) {
            synchronized (RawSocket.this) {
                refusal = refused;
                RawSocket.this.notifyAll();
            }
        }

        @Override
        public void message(int opcode, byte[] payload, long nanos) {
            Received frame = new Received(parse(payload), nanos);
            synchronized (RawSocket.this) {
                frames.add(frame);
                onFrame.accept(RawSocket.this, frame);
                RawSocket.this.notifyAll();
            }
        }

        @Override
        public void closed(int code, String reason) {
            synchronized (RawSocket.this) {
                closeCode = code;
                RawSocket.this.notifyAll();
            }
        }

        private JsonNode parse(byte[] payload) {
            try {
                return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
            } catch (JacksonException e) {
                return JSON.createObjectNode().put("not_json", new String(payload, StandardCharsets.UTF_8));
            }
        }
    }
}
