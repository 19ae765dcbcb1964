package io.parley.sinks.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long an event is tried. Waits double from the first to the longest, each shortened at random by up to a half so
 * that chats which failed together do not come back together; they are never shorter than what the receiver asks for,
 * up to a bound, and end so long after the first attempt.
 *
 * @param random from 0 to 1
 */
record Retries(Duration first, Duration longest, Duration mostAsked, Duration giveUp, DoubleSupplier random) {

    /** The wait before the next attempt; empty when there is none. */
    Optional<Duration> waitAfter(int attempt, Instant firstTried, Outcome.Later later, Instant now) {
        Duration wait = longer(shortened(backoff(attempt)), asked(later));
        return now.plus(wait).isAfter(firstTried.plus(giveUp)) ? Optional.empty() : Optional.of(wait);
    }

    /** What the receiver asks for, within the bound. */
    Duration asked(Outcome.Later later) {
        return shorter(later.asked(), mostAsked);
    }

    private Duration backoff(int attempt) {
        Duration wait = first;
        for (int i = 1; i < attempt && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return shorter(wait, longest);
    }

    private Duration shortened(Duration wait) {
        long half = wait.toMillis() / 2;
        return Duration.ofMillis(wait.toMillis() - half + Math.round(half * random.getAsDouble()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
