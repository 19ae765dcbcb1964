package io.parley.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.FakeServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RawSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeServer server = new FakeServer();
    private final WireLoop loop = newLoop();

    @AfterEach
    void stop() {
        loop.close();
        server.close();
    }

    @Test
    void every_frame_is_kept_in_order_large_ones_too() throws Exception {
        RawSocket socket = RawSocket.open(loop, ws(), Map.of(), PATIENCE);
        FakeServer.Peer peer = server.nextPeer();

        peer.say("{\"type\":\"a\"}");
        peer.say("{\"type\":\"b\",\"text\":\"" + "x".repeat(300_000) + "\"}");
        peer.say("{\"type\":\"c\"}");

        assertThat(socket.await(0, json -> json.path("type").asText().equals("c"), PATIENCE))
                .isNotNull();
        assertThat(socket.frames()).extracting(RawSocket.Received::type).containsExactly("a", "b", "c");
    }

    @Test
    void a_frame_is_told_with_the_connection_that_it_came_on() throws Exception {
        RawSocket.open(loop, ws(), Map.of(), PATIENCE);
        server.nextPeer();
        RawSocket.open(loop, ws(), Map.of(), PATIENCE, (socket, frame) -> socket.text("{\"type\":\"answer\"}"));
        FakeServer.Peer second = server.nextPeer();

        second.say("{\"type\":\"question\"}");

        assertThat(second.next("answer")).isNotNull();
    }

    @Test
    void a_message_may_be_sent_in_pieces() throws Exception {
        RawSocket socket = RawSocket.open(loop, ws(), Map.of(), PATIENCE);
        FakeServer.Peer peer = server.nextPeer();

        socket.wire().frame(Opcode.TEXT, false, "{\"type\":".getBytes(StandardCharsets.UTF_8));
        socket.wire().frame(Opcode.CONTINUATION, true, "\"hi\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(peer.next("hi")).isNotNull();
    }

    @Test
    void the_close_code_is_told() throws Exception {
        RawSocket socket = RawSocket.open(loop, ws(), Map.of(), PATIENCE);

        server.nextPeer().close(4409);

        assertThat(socket.awaitClose(PATIENCE)).hasValue(4409);
    }

    @Test
    void a_refusal_comes_with_its_status_and_body() {
        server.refuseUpgrades(401);

        UpgradeRefused refusal =
                catchThrowableOfType(UpgradeRefused.class, () -> RawSocket.open(loop, ws(), Map.of(), PATIENCE));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.body()).contains("unauthorized");
    }

    private URI ws() {
        return URI.create(server.uri() + "/ws");
    }

    private static WireLoop newLoop() {
        try {
            return new WireLoop("test-loop");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
