package io.parley.client;

import com.fasterxml.jackson.core.JacksonException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
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
    private final Sending sending;
    private final Backoff backoff;
    private final Timers timers;
    private final SnapshotTaker snapshots;
    private @Nullable Transport transport;

    private State state = State.WAITING;
    private int attempts;
    private boolean heard;
    private boolean renewing;

    public ChatClient(ClientRuntime runtime, ClientOptions options, ChatListener listener) {
        this.runtime = runtime;
        this.options = options;
        this.listener = listener;
        cursor = new StreamCursor(options.since());
        sending = new Sending(new Outbox(options.outboxBytes()), this::writeIfOnline);
        backoff = new Backoff(options.firstBackoff(), options.maxBackoff(), ThreadLocalRandom.current());
        timers = new Timers(runtime.logic());
        snapshots = new SnapshotTaker(runtime, options, listener, backoff, this::server);
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
        runtime.logic().execute(() -> sending.add(frame, done));
        return done;
    }

    /** Says something that needs no answer; what is said while offline is dropped. */
    public void say(ClientFrame frame) {
        runtime.logic().execute(() -> writeIfOnline(FrameCodec.encode(frame)));
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
        int attempt = ++attempts;
        open(server(), attempt)
                .whenCompleteAsync((opened, failure) -> connected(attempt, opened, failure), runtime.logic());
    }

    /** Where the newest attempt goes, or went. */
    private URI server() {
        return options.servers().get((attempts - 1) % options.servers().size());
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
        snapshots.cancel();
        transport = null;
        sending.end(end);
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
            sending.settle(ack);
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
            snapshots.take(hello.seq());
        }
        sending.sendAll();
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
            sending.settleBy(own.message());
        }
        snapshots.hear(event);
    }

    private void refused(ServerFrame.Refused refused) {
        if (refused.code().equals("unauthorized") && renewing) {
            renewing = false;
            LOG.warn("a new token was refused; the old one counts until it expires");
        }
        boolean again = refused.code().equals("unavailable") || refused.code().equals("rate_limited");
        if (again && refused.clientMsgId() != null) {
            long wait = refused.retryAfterMs() == null ? backoff.next().toMillis() : refused.retryAfterMs();
            timers.after(Duration.ofMillis(wait), sending::sendAll);
        } else if (!sending.settle(refused)) {
            listener.other(refused);
        }
    }

    private void writeIfOnline(String text) {
        if (state == State.ONLINE) {
            write(text);
        }
    }

    private void write(String text) {
        if (transport != null) {
            transport.send(text);
        }
    }
}
