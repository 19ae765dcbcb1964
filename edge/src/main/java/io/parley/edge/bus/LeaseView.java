package io.parley.edge.bus;

import org.jspecify.annotations.Nullable;

/** Whether this edge may speak, at the moment of asking. */
public interface LeaseView {
    /** The slot that is held now, or null. */
    @Nullable
    Holding holding();

    /** Whether a slot is held now under this epoch. */
    boolean holds(long epoch);
}
