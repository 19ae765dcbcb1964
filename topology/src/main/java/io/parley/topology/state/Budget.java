package io.parley.topology.state;

import io.parley.topology.TalkConfig.Trim;
import java.util.function.LongSupplier;

/** What one run of a punctuator may spend: rows, and time, so that it never holds up the records for long. */
public final class Budget {
    private final LongSupplier nanoTime;
    private final long deadline;
    private int rows;

    public Budget(Trim trim, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + trim.budget().toNanos();
        this.rows = trim.rows();
    }

    /** Takes one row; false when there is none left or time is up. */
    public boolean take() {
        return rows-- > 0 && nanoTime.getAsLong() - deadline < 0;
    }
}
