package io.parley.client;

import com.fasterxml.jackson.core.JacksonException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device of one user. It stays connected: comes back with {@code since} after a failure (backoff with jitter, the
 * next server each time), sends again what has neither ack nor event, renews its token, beats its heart, takes a
 * snapshot when the stream does not reach back. All state lives on the runtime's one thread.
 */
public final class ChatClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChatClient.class);

    /** Where a client is in its life. */
    public enum State {
        CONNECTING,
        ONLINE,
        WAITING,
        /** A newer connection of the same device took over; this one stays away. */
        REPLACED,
        /** The server does not take our token; a new client is needed. */
        UNAUTHORIZED,
        CLOSED;

        boolean isFinal() {
            return this == REPLACED || this == UNAUTHORIZED || this == CLOSED;
        }
    }

    private final ClientRuntime runtime;
    private final ClientOptions options;
    private final ChatListener listener;
    private final StreamCursor cursor;
    private final Outbox outbox;
    private final Backoff backoff;
    private final Timers timers;
    private final Timers snapshotTimers;
    private @Nullable Transport transport;
    /** Live events behind a snapshot that is not here yet: kept over reconnections, whose resumption goes on behind them. */
    private @Nullable List<ServerFrame.Event> held;

    private State state = State.WAITING;
    private int attempts;
    private boolean heard;
    private boolean renewing;

    public ChatClient(ClientRuntime runtime, ClientOptions options, ChatListener listener) {
        this.runtime = runtime;
        this.options = options;
        this.listener = listener;
        cursor = new StreamCursor(options.since());
        outbox = new Outbox(options.outboxBytes());
        backoff = new Backoff(options.firstBackoff(), options.maxBackoff(), ThreadLocalRandom.current());
        timers = new Timers(runtime.logic());
        snapshotTimers = new Timers(runtime.logic());
    }

    /** Starts to connect, and never gives up until closed, replaced or turned away. */
    public ChatClient start() {
        runtime.logic().execute(this::connect);
        return this;
    }

    /**
     * Sends, now or as soon as there is a connection, and again after each reconnection until it is settled. Fails with
     * a {@link Problem} that the server said, or with {@link RejectedExecutionException} when the outbox is full or the
     * client is closed.
     */
    public CompletableFuture<ServerFrame.Ack> send(ClientFrame.Settled frame) {
        CompletableFuture<ServerFrame.Ack> done = new CompletableFuture<>();
        runtime.logic().execute(() -> enqueue(frame, done));
        return done;
    }

    /** Says something that needs no answer; what is said while offline is dropped. */
    public void say(ClientFrame frame) {
        runtime.logic().execute(() -> {
            if (state == State.ONLINE) {
                write(FrameCodec.encode(frame));
            }
        });
    }

    /** Drops the connection as a failing network would; the client comes back by itself. */
    public void dropConnection() {
        runtime.logic().execute(() -> {
            if (transport != null) {
                ended(transportId(), Transport.BROKEN);
            }
        });
    }

    @Override
    public void close() {
        runtime.logic().execute(() -> {
            if (transport != null) {
                transport.close();
            }
            finish(State.CLOSED);
        });
    }

    private void connect() {
        if (state.isFinal() || transport != null) {
            return;
        }
        become(State.CONNECTING);
        URI server = options.servers().get(attempts % options.servers().size());
        int attempt = ++attempts;
        open(server, attempt)
                .whenCompleteAsync((opened, failure) -> connected(attempt, opened, failure), runtime.logic());
    }

    private CompletableFuture<Transport> open(URI server, int attempt) {
        try {
            return Transport.open(
                    runtime.http(),
                    options,
                    server,
                    cursor.since(),
                    runtime.logic(),
                    text -> received(attempt, text),
                    (code, reason) -> ended(attempt, code));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void connected(int attempt, @Nullable Transport opened, @Nullable Throwable failure) {
        if (opened != null && (state.isFinal() || attempt != attempts)) {
            opened.abort();
        } else if (opened != null) {
            transport = opened;
            opened.listen();
            timers.after(options.connectTimeout(), () -> ended(attempt, Transport.BROKEN));
        } else if (statusOf(failure) == 401) {
            finish(State.UNAUTHORIZED);
        } else {
            LOG.debug("no connection", failure);
            retry();
        }
    }

    private static int statusOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }

    private int transportId() {
        return attempts;
    }

    private void ended(int attempt, int code) {
        if (attempt != attempts || state.isFinal()) {
            return;
        }
        if (transport != null) {
            transport.abort();
        }
        transport = null;
        timers.cancel();
        if (code == 4409) {
            finish(State.REPLACED);
        } else {
            retry();
        }
    }

    private void retry() {
        become(State.WAITING);
        Duration wait = backoff.next();
        timers.after(wait, this::connect);
    }

    private void finish(State end) {
        if (state.isFinal()) {
            return;
        }
        timers.cancel();
        snapshotTimers.cancel();
        transport = null;
        for (Outbox.Entry entry : outbox.pending()) {
            outbox.settle(entry.frame().chatId(), entry.frame().clientMsgId());
            entry.done().completeExceptionally(new RejectedExecutionException("the client is " + end));
        }
        become(end);
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            listener.state(next);
        }
    }

    private void received(int attempt, String text) {
        if (attempt != attempts || state.isFinal()) {
            return;
        }
        heard = true;
        try {
            handle(FrameCodec.decode(text));
        } catch (JacksonException e) {
            LOG.warn("a frame that is not of the contract: {}", text, e);
        }
    }

    private void handle(ServerFrame frame) {
        if (frame instanceof ServerFrame.Hello hello) {
            hello(hello);
        } else if (frame instanceof ServerFrame.Event event) {
            event(event);
        } else if (frame instanceof ServerFrame.Ack ack) {
            settle(ack);
        } else if (frame instanceof ServerFrame.Refused refused) {
            refused(refused);
        } else if (frame instanceof ServerFrame.Authed authed) {
            renewing = false;
            renewBefore(authed.expiresAt());
        } else if (!(frame instanceof ServerFrame.Pong)) {
            listener.other(frame);
        }
    }

    private void hello(ServerFrame.Hello hello) {
        timers.cancel();
        backoff.reset();
        timers.every(Duration.ofMillis(hello.heartbeatMs()).dividedBy(2), this::beat);
        renewBefore(hello.expiresAt());
        boolean snapshotNeeded = cursor.hello(hello);
        become(State.ONLINE);
        if (snapshotNeeded) {
            takeSnapshot(hello.seq(), new ArrayList<>());
        }
        for (Outbox.Entry entry : outbox.pending()) {
            write(entry.text());
        }
    }

    /** Half a beat apart: the server is told in time, and a connection that says nothing back is found out. */
    private void beat() {
        if (!heard) {
            LOG.debug("nothing heard; the connection is dead");
            ended(transportId(), Transport.BROKEN);
            return;
        }
        heard = false;
        write(FrameCodec.encode(new ClientFrame.Ping()));
    }

    private void renewBefore(@Nullable Instant expiry) {
        if (expiry != null) {
            Duration left = Duration.between(Instant.now(), expiry);
            timers.after(left.multipliedBy(4).dividedBy(5), this::renew);
        }
    }

    private void renew() {
        renewing = true;
        write(FrameCodec.encode(new ClientFrame.Auth(options.token().get())));
    }

    private void event(ServerFrame.Event event) {
        switch (cursor.event(event.seq())) {
            case KNOWN -> LOG.debug("seq {} is known", event.seq());
            case GAP -> {
                LOG.warn("a gap before seq {}: coming back with since", event.seq());
                ended(transportId(), Transport.BROKEN);
            }
            case NEXT -> next(event);
        }
    }

    private void next(ServerFrame.Event event) {
        if (event instanceof ServerFrame.MessageEvent own && own.message().clientMsgId() != null) {
            settleBy(own.message());
        }
        List<ServerFrame.Event> holding = held;
        if (holding == null) {
            listener.event(event);
        } else if (holding.size() < options.heldEvents()) {
            holding.add(event);
        } else {
            LOG.warn("too many events while a snapshot is taken; taking a new one");
            takeSnapshot(event.seq(), new ArrayList<>());
        }
    }

    private void takeSnapshot(long minSeq, List<ServerFrame.Event> holding) {
        held = holding;
        URI server = options.servers().get((attempts - 1) % options.servers().size());
        Rest rest = new Rest(runtime.http(), server, options.token());
        CompletableFuture.supplyAsync(() -> Snapshot.take(rest, minSeq), runtime.waiting())
                .whenCompleteAsync(
                        (snapshot, failure) -> snapshotTaken(holding, minSeq, snapshot, failure), runtime.logic());
    }

    private void snapshotTaken(
            List<ServerFrame.Event> holding, long minSeq, @Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (held != holding) {
            return;
        }
        if (snapshot == null) {
            LOG.debug("no snapshot yet", failure);
            snapshotTimers.after(backoff.next(), () -> {
                if (held == holding) {
                    takeSnapshot(minSeq, holding);
                }
            });
            return;
        }
        held = null;
        listener.snapshot(snapshot.chats(), snapshot.asOf());
        holding.forEach(listener::event);
    }

    private void enqueue(ClientFrame.Settled frame, CompletableFuture<ServerFrame.Ack> done) {
        if (state.isFinal()) {
            done.completeExceptionally(new RejectedExecutionException("the client is " + state));
            return;
        }
        Outbox.Entry entry = outbox.add(frame, done);
        if (entry == null) {
            done.completeExceptionally(new RejectedExecutionException("the outbox is full"));
            return;
        }
        if (entry.done() != done) {
            entry.done().whenComplete((ack, failure) -> complete(done, ack, failure));
        }
        if (state == State.ONLINE) {
            write(entry.text());
        }
    }

    private static void complete(
            CompletableFuture<ServerFrame.Ack> done, ServerFrame.@Nullable Ack ack, @Nullable Throwable failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
        } else {
            done.complete(ack);
        }
    }

    private void settle(ServerFrame.Ack ack) {
        Outbox.Entry entry = ack.clientMsgId() == null ? null : outbox.settle(ack.chatId(), ack.clientMsgId());
        if (entry != null) {
            entry.done().complete(ack);
        }
    }

    /** The sender's own event counts as an ack; acks themselves are not replayed. */
    private void settleBy(Message own) {
        settle(new ServerFrame.Ack(own.clientMsgId(), own.chatId(), own.msgId(), own.chatSeq(), own.createdAt(), null));
    }

    private void refused(ServerFrame.Refused refused) {
        if (refused.code().equals("unauthorized") && renewing) {
            renewing = false;
            LOG.warn("a new token was refused; the old one counts until it expires");
        }
        boolean again = refused.code().equals("unavailable") || refused.code().equals("rate_limited");
        if (again && refused.clientMsgId() != null) {
            long wait = refused.retryAfterMs() == null ? backoff.next().toMillis() : refused.retryAfterMs();
            timers.after(Duration.ofMillis(wait), this::sendPending);
            return;
        }
        Outbox.Entry entry = refused.clientMsgId() == null || refused.chatId() == null
                ? null
                : outbox.settle(refused.chatId(), refused.clientMsgId());
        if (entry != null) {
            entry.done().completeExceptionally(Problem.of(refused));
        } else {
            listener.other(refused);
        }
    }

    private void sendPending() {
        if (state == State.ONLINE) {
            outbox.pending().forEach(entry -> write(entry.text()));
        }
    }

    private void write(String text) {
        if (transport != null) {
            transport.send(text);
        }
    }
}
