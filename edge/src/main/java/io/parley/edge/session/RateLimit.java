package io.parley.edge.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens that fills evenly: so many sends at once, so many a second in the long run. Used by one thread at a
 * time.
 */
final class RateLimit {
    private final long nanosPerSend;
    private final long burstNanos;
    private long spentUntil;
    private boolean used;

    RateLimit(int perSecond, int burst) {
        this.nanosPerSend = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = nanosPerSend * burst;
    }

    /** How long to wait before this send is allowed; zero when it is, and then it counts. */
    Duration take(long now) {
        return take(now, 1);
    }

    /** The same for what weighs as much as {@code count} sends; it never weighs more than what may come at once. */
    Duration take(long now, int count) {
        long from = used && spentUntil - now > 0 ? spentUntil : now;
        long spent = Math.min(nanosPerSend * count, burstNanos);
        long over = from + spent - now - burstNanos;
        if (over > 0) {
            return Duration.ofNanos(over).plusMillis(1);
        }
        used = true;
        spentUntil = from + spent;
        return Duration.ZERO;
    }
}
