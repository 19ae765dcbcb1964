package io.parley.sinks.webhook;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent of one chat: one event at a time, in order; the next only when the one before has landed. Not safe
 * for threads: its {@link Lanes} guard it.
 */
final class Lane {
    private final String chat;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Entry current;
    private Instant firstTried = Instant.MAX;
    private int attempt;

    /** @param done ends when the event has landed: taken, or among the dead letters */
    record Entry(Delivery delivery, CompletableFuture<Void> done) {
        /** It was forgotten while it was on its way: what becomes of it concerns nobody here. */
        boolean isForgotten() {
            return done.isDone();
        }
    }

    Lane(String chat) {
        this.chat = chat;
    }

    String chat() {
        return chat;
    }

    void add(Entry entry) {
        waiting.addLast(entry);
    }

    boolean isEmpty() {
        return current == null && waiting.isEmpty();
    }

    /** The event that is to be tried now: the one that was tried before, or the next. */
    Entry tried(Instant now) {
        Entry entry = current;
        if (entry == null) {
            entry = waiting.removeFirst();
            current = entry;
            firstTried = now;
            attempt = 0;
        }
        attempt++;
        return entry;
    }

    int attempt() {
        return attempt;
    }

    Instant firstTried() {
        return firstTried;
    }

    /** The event that was tried has landed. */
    void landed() {
        current = null;
    }

    /** Takes out those that wait and match. */
    Deque<Entry> takeOut(Predicate<Entry> which) {
        Deque<Entry> out = new ArrayDeque<>();
        waiting.removeIf(entry -> which.test(entry) && out.add(entry));
        return out;
    }

    @Nullable
    Entry current() {
        return current;
    }
}
