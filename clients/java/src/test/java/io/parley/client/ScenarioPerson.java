package io.parley.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person of a scenario: the client, its sends, and what it heard from its last snapshot on. */
final class ScenarioPerson implements ChatListener, AutoCloseable {

    final Map<String, CompletableFuture<ServerFrame.Ack>> sent = new LinkedHashMap<>();
    private final ChatClient client;
    private final List<Long> heard = new CopyOnWriteArrayList<>();
    private volatile long from;

    ScenarioPerson(ClientRuntime runtime, URI server, String name) {
        ClientOptions options = ClientOptions.of(server, () -> "token-" + name)
                .withTokenVia(ClientOptions.TokenVia.SUBPROTOCOL)
                .withDevice(name)
                .withBackoff(Duration.ofMillis(5), Duration.ofMillis(20))
                .withConnectTimeout(Duration.ofMillis(500));
        client = new ChatClient(runtime, options, this);
    }

    void start() {
        client.start();
    }

    void send(String id, ClientFrame.Settled frame) {
        sent.put(id, client.send(frame));
    }

    /** Once every send has its answer, be it a refusal. */
    void answered() {
        sent.values().forEach(answer -> answer.handle((ack, refused) -> ack).join());
    }

    /** Each event behind the last snapshot once and in order, up to the head: nothing else counts. */
    boolean heardAll(long head) {
        long next = from;
        for (long seq : heard) {
            if (seq != next + 1 && !(next == from && seq <= from)) {
                throw new AssertionError("after " + next + " came " + seq + ": " + heard);
            }
            next = Math.max(next, seq);
        }
        return next == head;
    }

    @Override
    public void snapshot(List<Chat> chats, long asOf) {
        heard.clear();
        from = asOf;
    }

    @Override
    public void event(ServerFrame.Event event) {
        heard.add(event.seq());
    }

    @Override
    public void close() {
        client.close();
    }
}
