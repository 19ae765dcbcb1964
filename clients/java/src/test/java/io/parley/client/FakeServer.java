package io.parley.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that says only what a test tells it to: it hands out each connection, and answers REST from a map. */
public final class FakeServer implements AutoCloseable {

    /** One connection that a client opened. */
    public final class Peer {
        private final WebSocketChannel channel;
        private final Map<String, List<String>> parameters;
        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

        Peer(WebSocketChannel channel, Map<String, List<String>> parameters) {
            this.channel = channel;
            this.parameters = parameters;
        }

        @Nullable
        String parameter(String name) {
            List<String> values = parameters.get(name);
            return values == null ? null : values.get(0);
        }

        public void say(String json) {
            WebSockets.sendText(json, channel, null);
        }

        void hello(long seq, boolean resumed) {
            say("{\"type\":\"hello\",\"user\":\"ann\",\"device\":\"d\",\"seq\":" + seq + ",\"resumed\":" + resumed
                    + ",\"heartbeat_ms\":30000}");
        }

        public void close(int code) {
            WebSockets.sendClose(new CloseMessage(code, ""), channel, null);
        }

        /** The next frame of this type; pings and others are passed over. */
        public JsonNode next(String type) throws InterruptedException {
            while (true) {
                JsonNode frame = heard.poll(10, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no " + type + " came");
                }
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }
    }

    private final Undertow undertow;
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final List<String> restCalls = new CopyOnWriteArrayList<>();
    volatile String restAnswer = "{\"chats\":[],\"as_of\":0,\"next_cursor\":null}";
    volatile int restStatus = 200;
    volatile int upgradeStatus = 101;

    public FakeServer() {
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setHandler(Handlers.path().addPrefixPath("/ws", this::upgrade).addPrefixPath("/api", this::rest))
                .build();
        undertow.start();
    }

    public URI uri() {
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    public Peer nextPeer() throws InterruptedException {
        Peer peer = peers.poll(10, TimeUnit.SECONDS);
        if (peer == null) {
            throw new AssertionError("nobody connected");
        }
        return peer;
    }

    List<String> restCalls() {
        return restCalls;
    }

    public void refuseUpgrades(int status) {
        upgradeStatus = status;
    }

    @Override
    public void close() {
        undertow.stop();
    }

    private void upgrade(HttpServerExchange exchange) throws Exception {
        if (upgradeStatus != 101) {
            answer(exchange, upgradeStatus, "{\"code\":\"unauthorized\"}");
            return;
        }
        Handlers.websocket((http, channel) -> {
                    Peer peer = new Peer(channel, http.getRequestParameters());
                    channel.getReceiveSetter().set(new Ears(peer));
                    channel.resumeReceives();
                    peers.add(peer);
                })
                .handleRequest(exchange);
    }

    private void rest(HttpServerExchange exchange) {
        restCalls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "?" + exchange.getQueryString());
        answer(exchange, restStatus, restAnswer);
    }

    private static void answer(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(new HttpString("Content-Type"), "application/json");
        exchange.getResponseSender().send(body);
    }

    private static final class Ears extends AbstractReceiveListener {
        private final Peer peer;

        Ears(Peer peer) {
            this.peer = peer;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            try {
                peer.heard.add(FrameCodec.JSON.readTree(message.getData()));
            } catch (JacksonException e) {
                throw new AssertionError("not JSON: " + message.getData(), e);
            }
        }
    }
}
