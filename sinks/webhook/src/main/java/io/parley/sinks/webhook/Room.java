package io.parley.sinks.webhook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the bytes of what is held, so that who adds can wait until there is room. */
final class Room {
    private long taken;

    synchronized void take(long bytes) {
        taken += bytes;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    /** Whether fewer than so many are taken, at the latest after a while. */
    synchronized boolean await(long most, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (taken >= most) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
