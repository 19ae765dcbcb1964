package io.parley.sinks.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The log, as far as withdrawals go. */
final class FakeWithdrawals implements Withdrawals {
    final List<String> tokens = new CopyOnWriteArrayList<>();
    volatile boolean down;

    @Override
    public CompletionStage<?> withdraw(Push push) {
        if (down) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        tokens.add(push.device().getPushToken());
        return CompletableFuture.completedFuture(null);
    }
}
