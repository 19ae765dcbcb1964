package io.parley.edge.session;

import io.parley.ids.TimeUuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thins out {@code delivered} and {@code read} of groups, for each user over all their connections here: the first goes
 * at once, then the newest once an interval. Of those that wait, the newest by its place in the chat and the last that
 * came are kept: the second may be the only one that names a message.
 *
 * @param <R> a receipt with what it takes to send it
 */
final class ReceiptGate<R> {
    record Key(String user, String chatId, boolean read) {}

    private final class Held {
        private long openAt;
        private @Nullable R newest;
        private long newestStamp;
        private @Nullable R last;

        Held(long openAt) {
            this.openAt = openAt;
        }

        void keep(R receipt, String msgId) {
            long stamp = TimeUuid.stampOf(msgId);
            if (newest == null || stamp >= newestStamp) {
                newest = receipt;
                newestStamp = stamp;
                last = null;
            } else {
                last = receipt;
            }
        }
    }

    private final long intervalNanos;
    private final int max;
    private final Map<Key, Held> held = new HashMap<>();

    /** @param max pairs that are held at once; beyond it receipts pass */
    ReceiptGate(long intervalNanos, int max) {
        this.intervalNanos = intervalNanos;
        this.max = max;
    }

    /** Whether the receipt goes now; otherwise it is kept until {@link #due} gives it. */
    synchronized boolean passes(Key key, String msgId, R receipt, long now) {
        Held waiting = held.get(key);
        if (waiting == null) {
            if (held.size() < max) {
                held.put(key, new Held(now + intervalNanos));
            }
            return true;
        }
        waiting.keep(receipt, msgId);
        return false;
    }

    /** Those whose time has come; all of them when {@code everything} is wanted, as at the end. */
    synchronized List<R> due(long now, boolean everything) {
        List<R> due = new ArrayList<>();
        for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
            Held waiting = all.next();
            if (!everything && now - waiting.openAt < 0) {
                continue;
            }
            if (waiting.newest == null) {
                all.remove();
                continue;
            }
            due.add(waiting.newest);
            if (waiting.last != null) {
                due.add(waiting.last);
            }
            waiting.newest = null;
            waiting.last = null;
            waiting.openAt = now + intervalNanos;
        }
        return due;
    }

    synchronized int size() {
        return held.size();
    }
}
