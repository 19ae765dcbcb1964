package io.parley.topology.chat;

/**
 * What time it is by the clock of the log when no record says so: the newest record's time, and what has passed since on
 * this machine's clock, of which only differences count. It spaces rounds and stamps nothing.
 */
final class LogClock {
    private boolean known;
    private long log;
    private long wall;

    /** Nothing is known after a restart but how much time passes. */
    void start(long wallNow) {
        known = false;
        wall = wallNow;
    }

    void saw(long recordTime, long wallNow) {
        if (!known || recordTime > log) {
            known = true;
            log = recordTime;
            wall = wallNow;
        }
    }

    /** @param since a time by the clock of the log that has been; it counts from there while no record was seen */
    long now(long wallNow, long since) {
        return (known ? log : since) + Math.max(0, wallNow - wall);
    }
}
