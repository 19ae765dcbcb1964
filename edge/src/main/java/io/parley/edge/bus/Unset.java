package io.parley.edge.bus;

import org.jspecify.annotations.Nullable;

/** Hands nulls to records' builders, which take them for fields that may be null, though their code does not say so. */
public final class Unset {
    private Unset() {}

    @SuppressWarnings("NullAway") // generated code bears no annotations of its own
    public static <T> T orGiven(@Nullable T value) {
        return value;
    }
}
