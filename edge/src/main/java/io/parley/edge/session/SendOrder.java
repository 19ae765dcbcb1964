package io.parley.edge.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a connection sends in the order in which it came, while a message waits for its file to be claimed, or for the
 * first key of its author. At most so
 * many wait; without a file under way nothing does. Frames come on one thread at a time, claims end on any.
 */
final class SendOrder {
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null); // of the thread that reads

    SendOrder(int most) {
        this.most = most;
    }

    /** Sends after whatever came before; false when too much waits already. */
    boolean add(Runnable send) {
        if (last.isDone()) {
            send.run();
            return true;
        }
        return add(CompletableFuture.completedFuture(null), (nothing, failure) -> send.run());
    }

    /** The same for what must be awaited first. */
    <T> boolean add(CompletionStage<T> awaited, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return false;
        }
        last = last.handle((done, failed) -> null)
                .thenCompose(before -> awaited.handle((value, failure) -> {
                    waiting.decrementAndGet();
                    then.accept(value, failure);
                    return null;
                }));
        return true;
    }
}
