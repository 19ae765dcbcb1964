package io.parley.edge;

import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sends the clients of an edge that stops elsewhere, a few at a time, so that they do not all knock at the next one at
 * once.
 */
final class Drain {
    private static final Duration PER_SESSION = Duration.ofMillis(5);
    private static final Duration FOR_CLOSE_FRAMES = Duration.ofMillis(300);

    private final Sessions sessions;
    private final Duration grace;

    Drain(Sessions sessions, Duration grace) {
        this.sessions = sessions;
        this.grace = grace;
    }

    /** Ends all sessions, spread over the grace time, or less when they are few. */
    void run() throws InterruptedException {
        List<Session> all = new ArrayList<>(sessions.open());
        Collections.shuffle(all);
        long started = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            Duration due = dueAt(i, all.size(), grace);
            long left = due.toNanos() - (System.nanoTime() - started);
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
            sessions.drain(all.get(i));
        }
        sessions.open().forEach(sessions::drain);
        sessions.flushReceipts();
        if (!all.isEmpty()) {
            Thread.sleep(FOR_CLOSE_FRAMES.toMillis());
        }
    }

    /** When the session of this place in the row ends, counted from the start. */
    static Duration dueAt(int place, int count, Duration grace) {
        Duration spread = PER_SESSION.multipliedBy(count);
        Duration whole = spread.compareTo(grace) < 0 ? spread : grace;
        return whole.multipliedBy(place).dividedBy(count);
    }
}
