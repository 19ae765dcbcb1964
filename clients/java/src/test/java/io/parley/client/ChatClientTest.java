package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChatClientTest {

    private final FakeServer server = new FakeServer();
    private final ClientRuntime runtime = new ClientRuntime();
    private final Log log = new Log();
    private final ClientOptions options = ClientOptions.of(server.uri(), () -> "a-token")
            .withDevice("d")
            .withBackoff(Duration.ofMillis(1), Duration.ofMillis(20));

    @AfterEach
    void stop() {
        runtime.close();
        server.close();
    }

    @Test
    void what_has_no_ack_is_sent_again_with_the_same_id_after_a_reconnection() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer first = server.nextPeer();
        first.hello(0, false);
        CompletableFuture<ServerFrame.Ack> done = client.send(ClientFrame.Send.text("c1", "m1", "hi"));
        first.next("message");

        client.dropConnection();
        FakeServer.Peer second = server.nextPeer();
        second.hello(0, true);

        assertThat(second.next("message").path("client_msg_id").asText()).isEqualTo("m1");
        second.say("{\"type\":\"ack\",\"client_msg_id\":\"m1\",\"chat_id\":\"c1\",\"msg_id\":\"x\",\"chat_seq\":1}");
        assertThat(done.get(10, TimeUnit.SECONDS).msgId()).isEqualTo("x");
    }

    @Test
    void the_senders_own_event_counts_as_an_ack() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer peer = server.nextPeer();
        peer.hello(0, false);
        CompletableFuture<ServerFrame.Ack> done = client.send(ClientFrame.Send.text("c1", "m1", "hi"));
        peer.next("message");

        peer.say(message(1, "m1"));

        assertThat(done.get(10, TimeUnit.SECONDS).msgId()).isEqualTo("id-1");
    }

    @Test
    void it_comes_back_with_the_last_seq_it_has_seen() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer first = server.nextPeer();
        first.hello(40, false);
        first.say(message(41, "a"));
        await().until(() -> log.seqs.contains(41L));

        client.dropConnection();

        assertThat(server.nextPeer().parameter("since")).isEqualTo("41");
    }

    @Test
    void a_gap_makes_it_come_back_and_nothing_is_told_twice() throws Exception {
        start(options);
        FakeServer.Peer first = server.nextPeer();
        first.hello(0, false);
        first.say(message(1, "a"));
        first.say(message(3, "c"));

        FakeServer.Peer second = server.nextPeer();
        assertThat(second.parameter("since")).isEqualTo("1");
        second.hello(3, true);
        second.say(message(2, "b"));
        second.say(message(2, "b"));
        second.say(message(3, "c"));

        await().until(() -> log.seqs.contains(3L));
        assertThat(log.seqs).containsExactly(1L, 2L, 3L);
    }

    @Test
    void live_events_wait_for_the_snapshot() throws Exception {
        server.restStatus = 503;
        start(options);
        FakeServer.Peer peer = server.nextPeer();
        peer.hello(7, false);
        peer.say(message(8, "a"));
        await().until(() -> !server.restCalls().isEmpty());
        assertThat(log.seqs).isEmpty();

        server.restAnswer = "{\"chats\":[{\"chat_id\":\"c1\",\"unread\":3}],\"as_of\":7,\"next_cursor\":null}";
        server.restStatus = 200;

        await().until(() -> log.seqs.contains(8L));
        assertThat(log.snapshots).hasSize(1);
        assertThat(log.snapshots.get(0).get(0).unread()).isEqualTo(3);
        assertThat(server.restCalls().get(0)).contains("min_seq=7");
    }

    @Test
    void a_replaced_client_stays_away() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer peer = server.nextPeer();
        peer.hello(0, false);

        peer.close(4409);

        await().until(() -> log.states.contains(ChatClient.State.REPLACED));
        assertThatThrownBy(() ->
                        client.send(ClientFrame.Send.text("c1", "m1", "hi")).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void a_refused_token_ends_it() {
        server.refuseUpgrades(401);

        start(options);

        await().until(() -> log.states.contains(ChatClient.State.UNAUTHORIZED));
    }

    @Test
    void a_refusal_settles_what_it_answers() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer peer = server.nextPeer();
        peer.hello(0, false);
        CompletableFuture<ServerFrame.Ack> done = client.send(ClientFrame.Send.text("c1", "m1", "hi"));
        peer.next("message");

        peer.say("{\"type\":\"error\",\"code\":\"not_a_member\",\"client_msg_id\":\"m1\",\"chat_id\":\"c1\"}");

        assertThatThrownBy(() -> done.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(Problem.class)
                .hasMessageContaining("not_a_member");
    }

    @Test
    void what_is_unavailable_is_sent_again() throws Exception {
        ChatClient client = start(options);
        FakeServer.Peer peer = server.nextPeer();
        peer.hello(0, false);
        client.send(ClientFrame.Send.text("c1", "m1", "hi"));
        peer.next("message");

        peer.say("{\"type\":\"error\",\"code\":\"unavailable\",\"client_msg_id\":\"m1\",\"chat_id\":\"c1\"}");

        assertThat(peer.next("message").path("client_msg_id").asText()).isEqualTo("m1");
    }

    @Test
    void a_full_outbox_refuses_at_once() {
        ChatClient client = start(options.withOutboxBytes(100));

        CompletableFuture<ServerFrame.Ack> done = client.send(ClientFrame.Send.text("c1", "m1", "x".repeat(200)));

        assertThatThrownBy(() -> done.get(10, TimeUnit.SECONDS)).hasMessageContaining("outbox is full");
    }

    @Test
    void the_token_is_renewed_before_it_expires() throws Exception {
        start(options);
        FakeServer.Peer peer = server.nextPeer();

        peer.say("{\"type\":\"hello\",\"user\":\"ann\",\"device\":\"d\",\"seq\":0,\"resumed\":false,"
                + "\"heartbeat_ms\":30000,\"expires_at\":\""
                + java.time.Instant.now().plusMillis(200) + "\"}");

        assertThat(peer.next("auth").path("token").asText()).isEqualTo("a-token");
    }

    @Test
    void it_beats_within_the_heartbeat() throws Exception {
        start(options);
        FakeServer.Peer peer = server.nextPeer();

        peer.say("{\"type\":\"hello\",\"user\":\"ann\",\"device\":\"d\",\"seq\":0,\"resumed\":false,"
                + "\"heartbeat_ms\":100}");

        assertThat(peer.next("ping")).isNotNull();
    }

    @Test
    void a_server_that_falls_silent_is_left() throws Exception {
        start(options);
        server.nextPeer()
                .say("{\"type\":\"hello\",\"user\":\"ann\",\"device\":\"d\",\"seq\":0,\"resumed\":false,"
                        + "\"heartbeat_ms\":60}");

        assertThat(server.nextPeer().parameter("since")).isEqualTo("0");
    }

    @Test
    void every_way_of_a_token_connects() throws Exception {
        for (ClientOptions.TokenVia via : List.of(ClientOptions.TokenVia.QUERY, ClientOptions.TokenVia.HEADER)) {
            start(options.withTokenVia(via));

            FakeServer.Peer peer = server.nextPeer();
            assertThat(peer.parameter("token")).isEqualTo(via == ClientOptions.TokenVia.QUERY ? "a-token" : null);
        }
    }

    private ChatClient start(ClientOptions with) {
        return new ChatClient(runtime, with, log).start();
    }

    private static String message(long seq, String clientMsgId) {
        return "{\"type\":\"message\",\"seq\":" + seq + ",\"unread\":0,\"mentions_unread\":0,\"msg_id\":\"id-" + seq
                + "\",\"chat_id\":\"c1\",\"chat_seq\":" + seq + ",\"sender\":\"ann\",\"msg_type\":\"text\","
                + "\"content\":\"hi\",\"created_at\":\"2026-01-01T00:00:00.000Z\",\"client_msg_id\":\"" + clientMsgId
                + "\"}";
    }

    private static final class Log implements ChatListener {
        final List<Long> seqs = new CopyOnWriteArrayList<>();
        final List<List<Chat>> snapshots = new CopyOnWriteArrayList<>();
        final List<ChatClient.State> states = new CopyOnWriteArrayList<>();

        @Override
        public void state(ChatClient.State state) {
            states.add(state);
        }

        @Override
        public void snapshot(List<Chat> chats, long asOf) {
            snapshots.add(chats);
        }

        @Override
        public void event(ServerFrame.Event event) {
            seqs.add(event.seq());
        }
    }
}
