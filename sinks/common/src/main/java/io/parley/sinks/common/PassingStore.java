package io.parley.sinks.common;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store that passes writes on to others who take their time: a batch is taken when there is room, and has landed when
 * each of its writes has ended, however that was.
 */
public abstract class PassingStore<W> implements Store<W> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private CompletionStage<?> landing = CompletableFuture.completedFuture(null);

    /** Whether there is room for more, at the latest after a while. */
    protected abstract boolean awaitRoom(Duration patience) throws InterruptedException;

    /** What stands in the way when there is no room. */
    protected abstract String full();

    /** Takes one; ends when it has landed. */
    protected abstract CompletableFuture<?> pass(W write);

    @Override
    public final void write(List<W> writes) {
        landing = CompletableFuture.completedFuture(null);
        if (writes.isEmpty()) {
            return;
        }
        try {
            if (!awaitRoom(PATIENCE)) {
                throw new UnavailableException(full());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopped while waiting for room", e);
        }
        landing = CompletableFuture.allOf(writes.stream().map(this::pass).toArray(CompletableFuture[]::new));
    }

    @Override
    public final CompletionStage<?> landing() {
        return landing;
    }
}
