package io.parley.sinks.webhook;

import io.parley.sinks.common.DeadLetters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Puts them among the dead letters of all sinks. Connect's reporter blocks, so it has a thread of its own to block. */
final class DeadLetterAside implements Aside {
    private final DeadLetters letters;
    private final Executor thread;

    DeadLetterAside(DeadLetters letters, Executor thread) {
        this.letters = letters;
        this.thread = thread;
    }

    @Override
    public CompletionStage<Void> keep(Delivery delivery, Undelivered cause) {
        return CompletableFuture.runAsync(() -> await(delivery, cause), thread);
    }

    private void await(Delivery delivery, Undelivered cause) {
        try {
            letters.keep(delivery.origin(), cause).get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
