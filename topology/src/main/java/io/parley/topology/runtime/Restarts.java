package io.parley.topology.runtime;

import io.parley.access.AccessCheck;
import io.parley.topology.errors.ErrorBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that dies is replaced: a transaction that the broker timed out kills one, and a new one restores and goes on.
 * But not for ever: what keeps killing threads must be seen, so the process then stops, and whoever runs it knows. What
 * shares its process with something hotter rests instead, and tries again.
 */
final class Restarts implements StreamsUncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);

    private final ErrorBudget budget;
    private final LongSupplier millis;
    private final String user;
    private final @Nullable Duration rest;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger resting = new AtomicInteger();

    /** @param user as whom the threads come to the log */
    Restarts(ErrorBudget budget, LongSupplier millis, String user) {
        this(budget, millis, user, null);
    }

    /** @param rest before a thread is replaced once too many have died; null stops the process then */
    Restarts(ErrorBudget budget, LongSupplier millis, String user, @Nullable Duration rest) {
        this.budget = budget;
        this.millis = millis;
        this.user = user;
        this.rest = rest;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        Optional<String> refusal = AccessCheck.refusal(exception, user);
        if (refusal.isPresent()) {
            LOG.error("Stopping: {}", refusal.get());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        boolean fatal = exception instanceof Error;
        if (!fatal && budget.tolerates(millis.getAsLong())) {
            LOG.error("A thread died and is replaced.", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (!fatal && rest != null) {
            LOG.error("Too many threads died; the next one comes in {} ms.", rest.toMillis(), exception);
            return hasRested(rest)
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error(fatal ? "A thread died of an error; stopping." : "Too many threads died; stopping.", exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** On the thread that died, which nobody waits for. */
    private boolean hasRested(Duration rest) {
        resting.incrementAndGet();
        try {
            return !closed.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            resting.decrementAndGet();
        }
    }

    /** Whether the work of some thread stands still just now. */
    boolean isResting() {
        return resting.get() > 0;
    }

    /** Whoever rests ends. */
    @Override
    public void close() {
        closed.countDown();
    }

    long count() {
        return budget.count();
    }
}
