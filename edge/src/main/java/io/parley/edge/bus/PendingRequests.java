package io.parley.edge.bus;

import io.parley.avro.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls that wait for their reply: at most so many, each at most so long. */
final class PendingRequests {
    private record Waiting(CompletableFuture<Reply> reply, Reply ifLate, long deadline) {}

    private final int max;
    private final long timeoutNanos;
    private final LongSupplier nanoTime;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    PendingRequests(int max, Duration timeout, LongSupplier nanoTime) {
        this.max = max;
        this.timeoutNanos = timeout.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Waits for the reply to this request, or null when too many wait already. */
    @Nullable
    CompletableFuture<Reply> await(long request, Reply ifLate) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return null;
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(request, new Waiting(reply, ifLate, nanoTime.getAsLong() + timeoutNanos));
        return reply;
    }

    /** A reply that nobody waits for any longer is dropped. */
    void complete(long request, Reply reply) {
        Waiting waited = waiting.remove(request);
        if (waited != null) {
            count.decrementAndGet();
            waited.reply().complete(reply);
        }
    }

    /** Answers those that have waited too long. */
    void expire() {
        long now = nanoTime.getAsLong();
        waiting.forEach((request, waited) -> {
            if (now - waited.deadline() >= 0) {
                complete(request, waited.ifLate());
            }
        });
    }

    int size() {
        return count.get();
    }
}
