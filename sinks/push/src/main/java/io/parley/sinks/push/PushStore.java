package io.parley.sinks.push;

import io.parley.sinks.common.PassingStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * The platforms as a store: a push has landed when it was sent, given up or replaced. A platform that does not answer holds
 * up its own pushes, and the others only once there is no room.
 */
final class PushStore extends PassingStore<Push> {
    private final Lanes lanes;
    private final int max;
    private final Target target;
    private final Withdrawals withdrawals;
    private final ExecutorService timer;

    PushStore(Lanes lanes, int max, Target target, Withdrawals withdrawals, ExecutorService timer) {
        this.lanes = lanes;
        this.max = max;
        this.target = target;
        this.withdrawals = withdrawals;
        this.timer = timer;
    }

    @Override
    protected boolean awaitRoom(Duration patience) throws InterruptedException {
        return lanes.awaitRoom(max, patience);
    }

    @Override
    protected String full() {
        return max + " pushes are on their way and none ended";
    }

    @Override
    protected CompletableFuture<?> pass(Push push) {
        return lanes.add(push);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        target.close();
        withdrawals.close();
    }
}
