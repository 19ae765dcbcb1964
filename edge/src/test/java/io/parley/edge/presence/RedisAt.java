package io.parley.edge.presence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on loopback, the oldest that is supported, which the test may stop and start. */
final class RedisAt implements AutoCloseable {
    private final int port;
    private RedisServer server;

    RedisAt() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = server();
        server.start();
    }

    private RedisServer server() throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    void stop() throws IOException {
        server.stop();
    }

    /** Starts again, empty. */
    void start() throws IOException {
        server = server();
        server.start();
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
