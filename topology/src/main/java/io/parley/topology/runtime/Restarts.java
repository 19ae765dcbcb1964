package io.parley.topology.runtime;

import io.parley.access.AccessCheck;
import io.parley.topology.errors.ErrorBudget;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that dies is replaced: a transaction that the broker timed out kills one, and a new one restores and goes on.
 * But not for ever: what keeps killing threads must be seen, so the process then stops, and whoever runs it knows.
 */
final class Restarts implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);

    private final ErrorBudget budget;
    private final LongSupplier millis;
    private final String user;

    /** @param user as whom the threads come to the log */
    Restarts(ErrorBudget budget, LongSupplier millis, String user) {
        this.budget = budget;
        this.millis = millis;
        this.user = user;
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
        LOG.error(fatal ? "A thread died of an error; stopping." : "Too many threads died; stopping.", exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    long count() {
        return budget.count();
    }
}
