package io.parley.sinks.common;

/** Waiting times between tries of a batch: doubling from the first to the longest, and the first again after success. */
final class Backoff {
    private final long firstMs;
    private final long longestMs;
    private long nextMs;

    Backoff(long firstMs, long longestMs) {
        this.firstMs = firstMs;
        this.longestMs = longestMs;
        this.nextMs = firstMs;
    }

    long nextMs() {
        long wait = nextMs;
        nextMs = Math.min(longestMs, nextMs * 2);
        return wait;
    }

    void reset() {
        nextMs = firstMs;
    }
}
