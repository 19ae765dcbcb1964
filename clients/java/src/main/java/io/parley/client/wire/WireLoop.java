package io.parley.client.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One selector thread for many connections: what makes thousands of sockets cheap enough for one load generator. */
public final class WireLoop implements AutoCloseable {

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(256 << 10);
    private volatile boolean running = true;

    public WireLoop(String name) throws IOException {
        selector = Selector.open();
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens a connection; the listener hears how it went. */
    public WireConnection connect(URI uri, Map<String, String> headers, WireListener listener) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        WireConnection connection = new WireConnection(channel, uri, headers, listener);
        tasks.add(() -> register(channel, uri, connection));
        selector.wakeup();
        return connection;
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
    }

    private void register(SocketChannel channel, URI uri, WireConnection connection) {
        try {
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, connection);
            connection.registered(key);
            if (channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()))) {
                connection.connected();
            }
        } catch (IOException e) {
            connection.end(1006, String.valueOf(e.getMessage()));
        }
    }

    private void run() {
        try {
            while (running) {
                selector.select(this::ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                ((WireConnection) key.attachment()).end(1006, "the loop ends");
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the selector broke", e);
        }
    }

    private void ready(SelectionKey key) {
        WireConnection connection = (WireConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.connected();
            } else {
                if (key.isReadable()) {
                    connection.readable(shared);
                }
                if (key.isValid() && key.isWritable()) {
                    connection.writable();
                }
            }
        } catch (IOException e) {
            connection.end(1006, String.valueOf(e.getMessage()));
        } catch (CancelledKeyException e) {
            connection.end(1006, "closed meanwhile");
        }
    }
}
