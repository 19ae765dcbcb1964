package io.parley.sinks.common;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * How many undecodable records are borne within a time. Setting single ones aside is right; setting all of them aside
 * would be losing the topic, so beyond the budget the sink stops. Holds at most {@code max} times.
 */
final class PoisonBudget {
    private final int max;
    private final Duration window;
    private final Clock clock;
    private final Deque<Instant> spent = new ArrayDeque<>();

    PoisonBudget(int max, Duration window, Clock clock) {
        this.max = max;
        this.window = window;
        this.clock = clock;
    }

    void spend(PoisonException cause) {
        Instant now = clock.instant();
        while (!spent.isEmpty() && !spent.peekFirst().plus(window).isAfter(now)) {
            spent.removeFirst();
        }
        if (spent.size() == max) {
            throw new ConnectException(
                    "more than " + max + " undecodable records within " + window + "; the last: " + cause.getMessage(),
                    cause);
        }
        spent.addLast(now);
    }
}
