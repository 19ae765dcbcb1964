package io.parley.edge.session;

import java.util.concurrent.TimeUnit;

/** Counts bad frames within the last 60 s. Used by one thread at a time. */
final class BadFrames {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int allowed;
    private long[] times = {};
    private int count;

    BadFrames(int allowed) {
        this.allowed = allowed;
    }

    /** Counts one more; false when it is one too many. */
    boolean oneMore(long now) {
        if (times.length == 0) {
            times = new long[allowed];
        }
        int place = count % allowed;
        boolean full = count >= allowed;
        if (full && now - times[place] < WINDOW_NANOS) {
            return false;
        }
        times[place] = now;
        count++;
        return true;
    }
}
