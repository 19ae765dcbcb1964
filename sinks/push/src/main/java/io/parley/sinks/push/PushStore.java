package io.parley.sinks.push;

import io.parley.sinks.common.Store;
import io.parley.sinks.common.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * The platforms as a store: a batch is taken when there is room, and has landed when each of its pushes was sent, given up
 * or replaced. A platform that does not answer holds up its own pushes, and the others only once there is no room.
 */
final class PushStore implements Store<Push> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final int max;
    private final Target target;
    private final Withdrawals withdrawals;
    private final ExecutorService timer;
    private CompletionStage<?> landing = CompletableFuture.completedFuture(null);

    PushStore(Lanes lanes, int max, Target target, Withdrawals withdrawals, ExecutorService timer) {
        this.lanes = lanes;
        this.max = max;
        this.target = target;
        this.withdrawals = withdrawals;
        this.timer = timer;
    }

    @Override
    public void write(List<Push> writes) {
        landing = CompletableFuture.completedFuture(null);
        if (writes.isEmpty()) {
            return;
        }
        awaitRoom();
        landing = CompletableFuture.allOf(writes.stream().map(lanes::add).toArray(CompletableFuture[]::new));
    }

    private void awaitRoom() {
        try {
            if (!lanes.awaitRoom(max, PATIENCE)) {
                throw new UnavailableException(max + " pushes are on their way and none ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopped while waiting for room", e);
        }
    }

    @Override
    public CompletionStage<?> landing() {
        return landing;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        target.close();
        withdrawals.close();
    }
}
