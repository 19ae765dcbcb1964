package io.parley.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the JDK: puts text frames together, sends one after the other (the JDK takes one at a time), and
 * tells everything on the client's own thread.
 */
final class Transport {

    /** The close code that stands for a connection that broke. */
    static final int BROKEN = 1006;

    private final WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private Transport(WebSocket socket) {
        this.socket = socket;
    }

    static CompletableFuture<Transport> open(
            HttpClient http,
            ClientOptions options,
            URI server,
            OptionalLong since,
            Executor logic,
            Consumer<String> onText,
            BiConsumer<Integer, String> onEnd) {
        String token = options.token().get();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(options.connectTimeout());
        StringBuilder query = new StringBuilder("?device=").append(encoded(options.device()));
        since.ifPresent(seq -> query.append("&since=").append(seq));
        switch (options.tokenVia()) {
            case QUERY -> query.append("&token=").append(encoded(token));
            case HEADER -> builder.header("Authorization", "Bearer " + token);
            case SUBPROTOCOL -> builder.subprotocols("chat.v1", "bearer." + token);
        }
        return builder.buildAsync(address(server, query.toString()), new Ears(logic, onText, onEnd))
                .thenApply(Transport::new);
    }

    /** Nothing is told before: who opened it must know it first. */
    void listen() {
        socket.request(1);
    }

    void send(String text) {
        lastSend = lastSend.handle((done, failed) -> null).thenCompose(ignored -> socket.sendText(text, true));
    }

    void close() {
        lastSend.whenComplete((done, failed) -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Drops the connection without a word. */
    void abort() {
        socket.abort();
    }

    private static URI address(URI server, String query) {
        String scheme = "https".equals(server.getScheme()) || "wss".equals(server.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getAuthority() + "/ws" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Ears(Executor logic, Consumer<String> onText, BiConsumer<Integer, String> onEnd, StringBuilder parts)
            implements WebSocket.Listener {

        Ears(Executor logic, Consumer<String> onText, BiConsumer<Integer, String> onEnd) {
            this(logic, onText, onEnd, new StringBuilder());
        }

        @Override
        public void onOpen(WebSocket socket) {
            // Asks for nothing yet: listen() does.
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                logic.execute(() -> onText.accept(text));
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            logic.execute(() -> onEnd.accept(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            logic.execute(() -> onEnd.accept(BROKEN, String.valueOf(error.getMessage())));
        }
    }
}
