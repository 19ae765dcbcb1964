package io.parley.sinks.push;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to one device: one at a time, in order, and of a chat only the newest. Not safe for threads: its
 * {@link Lanes} guard it.
 */
final class Lane {
    private final Map<String, Entry> waiting = new LinkedHashMap<>();
    private @Nullable Entry current;
    private int attempt;

    /** @param done ends when the push was sent, given up, or another took its place */
    record Entry(Push push, CompletableFuture<Void> done) {}

    /** The entry whose place it takes, or null. */
    @Nullable
    Entry add(Entry entry) {
        return waiting.put(entry.push().collapseKey(), entry);
    }

    boolean isIdle() {
        return current == null;
    }

    /** What is sent next, or null when nothing waits. */
    @Nullable
    Entry next() {
        attempt = 1;
        Iterator<Entry> entries = waiting.values().iterator();
        if (!entries.hasNext()) {
            current = null;
            return null;
        }
        current = entries.next();
        entries.remove();
        return current;
    }

    Entry current() {
        if (current == null) {
            throw new IllegalStateException("nothing is being sent");
        }
        return current;
    }

    int attempt() {
        return attempt;
    }

    /** Before another attempt: a newer push of the chat goes instead. Returns whose place it took, or null. */
    @Nullable
    Entry again() {
        attempt++;
        Entry old = current();
        Entry newer = waiting.remove(old.push().collapseKey());
        if (newer == null) {
            return null;
        }
        current = newer;
        return old;
    }
}
