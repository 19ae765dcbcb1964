package io.parley.edge.store;

/**
 * A time in which a user was a member: stamps from {@code from} (inclusive) to {@code to} (exclusive;
 * {@link #NEVER} while it lasts).
 */
public record Tenure(long from, long to) {
    public static final long NEVER = Long.MAX_VALUE;

    public boolean holds(long stamp) {
        return from <= stamp && stamp < to;
    }
}
