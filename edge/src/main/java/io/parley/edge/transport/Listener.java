package io.parley.edge.transport;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Undertow's listener for HTTP with threads of its own. Put together here, because {@link io.undertow.Undertow} leaves no
 * place between a connection and its parser, and there {@link BadRequests} stands.
 */
final class Listener implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 10;
    private static final int BUFFERS_A_THREAD = 4;
    private static final int BACKLOG = 4_096;
    private static final int IDLE_MS = 60_000;

    /** @param sendBuffer the kernel's, in bytes */
    record Terms(String host, int port, int ioThreads, int workerThreads, int sendBuffer) {}

    private final InetSocketAddress address;
    private final int sendBuffer;
    private final XnioWorker worker;
    private final HttpOpenListener http;
    private @Nullable AcceptingChannel<StreamConnection> server;

    Listener(Terms terms, OptionMap options, HttpHandler handler) {
        this.address = new InetSocketAddress(terms.host(), terms.port());
        this.sendBuffer = terms.sendBuffer();
        this.worker = worker(terms);
        this.http = new HttpOpenListener(
                new DefaultByteBufferPool(true, BUFFER_BYTES, -1, BUFFERS_A_THREAD),
                OptionMap.builder()
                        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MS)
                        .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                        .addAll(options)
                        .getMap());
        http.setRootHandler(handler);
    }

    private static XnioWorker worker(Terms terms) {
        try {
            return Xnio.getInstance(Listener.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_IO_THREADS, terms.ioThreads())
                            .set(Options.CONNECTION_HIGH_WATER, 1_000_000)
                            .set(Options.CONNECTION_LOW_WATER, 1_000_000)
                            .set(Options.WORKER_TASK_CORE_THREADS, terms.workerThreads())
                            .set(Options.WORKER_TASK_MAX_THREADS, terms.workerThreads())
                            .set(Options.TCP_NODELAY, true)
                            .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException("the listener's threads cannot be made", e);
        }
    }

    void start() {
        OptionMap options = OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.SEND_BUFFER, sendBuffer)
                .getMap();
        try {
            AcceptingChannel<StreamConnection> made = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(this::opened), options);
            made.resumeAccepts();
            server = made;
        } catch (IOException e) {
            worker.shutdownNow();
            throw new UncheckedIOException("nothing can be listened for at " + address, e);
        }
    }

    private void opened(StreamConnection connection) {
        connection
                .getSinkChannel()
                .setConduit(new BadRequests(connection.getSinkChannel().getConduit()));
        http.handleEvent(connection);
    }

    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Ends all connections, and waits for what runs. */
    @Override
    public void close() {
        IoUtils.safeClose(server);
        worker.shutdown();
        try {
            worker.awaitTermination();
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
