package io.parley.topology.errors;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * How many errors are tolerated in an interval before the application stops: one bad record must stop nobody, but to skip
 * without end would be silent loss. An event that was acknowledged is no such record: it is never skipped unless its place
 * is named. Shared by the threads and handlers of one process; time is the records' own.
 */
public final class ErrorBudget {
    /** Where the handlers, which Kafka makes, find the budget of their process in their configuration. */
    public static final String CONFIG = "parley.error.budget";

    private final int tolerated;
    private final long intervalMs;
    private final Set<String> released;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long count;

    public ErrorBudget(int tolerated, Duration interval) {
        this(tolerated, interval, Set.of());
    }

    /** @param released places, as {@link #place} writes them, whose acknowledged events may be put aside */
    public ErrorBudget(int tolerated, Duration interval, Set<String> released) {
        this.released = Set.copyOf(released);
        this.tolerated = tolerated;
        this.intervalMs = interval.toMillis();
    }

    static ErrorBudget of(Map<String, ?> config) {
        if (config.get(CONFIG) instanceof ErrorBudget budget) {
            return budget;
        }
        throw new IllegalArgumentException(CONFIG + " is missing");
    }

    public static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Whether somebody has named this place, knowing that what was acknowledged there will not be heard. */
    synchronized boolean releases(String place) {
        boolean named = released.contains(place);
        count += named ? 1 : 0;
        return named;
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
