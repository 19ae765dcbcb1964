package io.parley.topology.errors;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * How many errors are tolerated in an interval before the application stops: one bad record must stop nobody, but to skip
 * without end would be silent loss. Shared by the threads and handlers of one process; time is the records' own.
 */
public final class ErrorBudget {
    /** Where the handlers, which Kafka makes, find the budget of their process in their configuration. */
    public static final String CONFIG = "parley.error.budget";

    private final int tolerated;
    private final long intervalMs;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long count;

    public ErrorBudget(int tolerated, Duration interval) {
        this.tolerated = tolerated;
        this.intervalMs = interval.toMillis();
    }

    static ErrorBudget of(Map<String, ?> config) {
        if (config.get(CONFIG) instanceof ErrorBudget budget) {
            return budget;
        }
        throw new IllegalArgumentException(CONFIG + " is missing");
    }

    /** Counts an error; false when it is one too many in the interval. */
    public synchronized boolean tolerates(long timeMs) {
        count++;
        recent.addLast(timeMs);
        while (recent.size() > tolerated + 1) {
            recent.removeFirst();
        }
        return recent.size() <= tolerated || timeMs - recent.getFirst() > intervalMs;
    }

    /** Errors since the start. */
    public synchronized long count() {
        return count;
    }
}
