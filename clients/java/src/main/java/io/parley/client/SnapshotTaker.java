package io.parley.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a snapshot when the stream does not reach back, and holds the live events behind it until it is here: over
 * reconnections too, whose resumption goes on behind them. Belongs to the runtime's one thread.
 */
final class SnapshotTaker {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);

    private final ClientRuntime runtime;
    private final ClientOptions options;
    private final ChatListener listener;
    private final Backoff backoff;
    private final Supplier<URI> server;
    private final Timers timers;
    private @Nullable List<ServerFrame.Event> held;

    SnapshotTaker(
            ClientRuntime runtime,
            ClientOptions options,
            ChatListener listener,
            Backoff backoff,
            Supplier<URI> server) {
        this.runtime = runtime;
        this.options = options;
        this.listener = listener;
        this.backoff = backoff;
        this.server = server;
        this.timers = new Timers(runtime.logic());
    }

    void take(long minSeq) {
        take(minSeq, new ArrayList<>());
    }

    /** An event is told at once, or behind the snapshot that is being taken. */
    void hear(ServerFrame.Event event) {
        List<ServerFrame.Event> holding = held;
        if (holding == null) {
            listener.event(event);
        } else if (holding.size() < options.heldEvents()) {
            holding.add(event);
        } else {
            LOG.warn("too many events while a snapshot is taken; taking a new one");
            take(event.seq());
        }
    }

    void cancel() {
        timers.cancel();
    }

    private void take(long minSeq, List<ServerFrame.Event> holding) {
        held = holding;
        Rest rest = new Rest(runtime.http(), server.get(), options.token());
        CompletableFuture.supplyAsync(() -> Snapshot.take(rest, minSeq), runtime.waiting())
                .whenCompleteAsync((snapshot, failure) -> taken(holding, minSeq, snapshot, failure), runtime.logic());
    }

    private void taken(
            List<ServerFrame.Event> holding, long minSeq, @Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (held != holding) {
            return;
        }
        if (snapshot == null) {
            LOG.debug("no snapshot yet", failure);
            timers.after(backoff.next(), () -> {
                if (held == holding) {
                    take(minSeq, holding);
                }
            });
            return;
        }
        held = null;
        listener.snapshot(snapshot.chats(), snapshot.asOf());
        holding.forEach(listener::event);
    }
}
