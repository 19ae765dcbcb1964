package io.parley.edge.presence;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** For an edge that does without Redis: nothing is known of anybody. */
final class NoLink implements Link {
    private static <T> CompletionStage<T> down() {
        return CompletableFuture.failedFuture(new LinkDown());
    }

    @Override
    public void start(Listener listener) {}

    @Override
    public void beat() {}

    @Override
    public boolean isUp() {
        return false;
    }

    @Override
    public CompletionStage<Sighting> touch(String user) {
        return down();
    }

    @Override
    public CompletionStage<Sighting> leave(String user) {
        return down();
    }

    @Override
    public CompletionStage<Sighting> read(String user) {
        return down();
    }

    @Override
    public CompletionStage<List<String>> edgesOf(String user) {
        return down();
    }

    @Override
    public void subscribe(Collection<String> users) {}

    @Override
    public void unsubscribe(Collection<String> users) {}

    @Override
    public CompletionStage<Long> publish(String edge, TypingNote note) {
        return down();
    }

    @Override
    public void close() {}
}
