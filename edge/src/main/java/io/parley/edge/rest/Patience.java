package io.parley.edge.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks again and again, with growing pauses, until something is there or the time is over. No thread waits: a timer
 * starts each look. A look that fails counts as not there yet.
 */
final class Patience {
    private static final long FIRST_PAUSE_MILLIS = 4;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final ScheduledExecutorService timer;

    Patience(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** The first thing that is there; empty when the time is over. */
    <T> CompletionStage<Optional<T>> await(Duration most, Supplier<CompletionStage<Optional<T>>> look) {
        CompletableFuture<Optional<T>> result = new CompletableFuture<>();
        look(System.nanoTime() + most.toNanos(), FIRST_PAUSE_MILLIS, look, result);
        return result;
    }

    private <T> void look(
            long deadline,
            long pause,
            Supplier<CompletionStage<Optional<T>>> look,
            CompletableFuture<Optional<T>> result) {
        look.get().whenComplete((found, failure) -> {
            if (failure == null && found.isPresent()) {
                result.complete(found);
            } else if (System.nanoTime() - deadline >= 0) {
                result.complete(Optional.empty());
            } else {
                long next = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
                timer.schedule(() -> look(deadline, next, look, result), pause, TimeUnit.MILLISECONDS);
            }
        });
    }
}
