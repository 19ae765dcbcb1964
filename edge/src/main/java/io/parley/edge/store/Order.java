package io.parley.edge.store;

/** Which way history is read. */
public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
}
