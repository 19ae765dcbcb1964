package io.parley.bench;

import java.time.Duration;

/**
 * When each message is due, from the start of the load: the warm-up begins at a tenth of the rate and rises evenly to
 * the whole of it; then the rate holds. A pure function of the message's number.
 */
record Pace(double rate, Duration warmUp, Duration measured) {

    private static final double FIRST = 0.1;

    /** How many messages the warm-up has. */
    int warmUpMessages() {
        return (int) (warmUp.toMillis() / 1_000.0 * rate * (1 + FIRST) / 2);
    }

    int messages() {
        return warmUpMessages() + (int) Math.round(measured.toMillis() / 1_000.0 * rate);
    }

    /** Nanoseconds from the start of the load. */
    long dueNanos(int number) {
        double warm = warmUp.toMillis() / 1_000.0;
        int warmMessages = warmUpMessages();
        if (number >= warmMessages) {
            return nanos(warm + (number - warmMessages) / rate);
        }
        // number = rate (first t + (1 - first) t² / 2 warm), solved for t
        double a = rate * (1 - FIRST) / (2 * warm);
        double b = rate * FIRST;
        return nanos((-b + Math.sqrt(b * b + 4 * a * number)) / (2 * a));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
