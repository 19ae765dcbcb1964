package io.parley.local.provision;

import io.parley.local.process.Backoff;
import io.parley.local.provision.ConnectorProvision.Health;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connector, and what follows from the next look at it. Failures add up until it has run for a
 * while: one whose task fails some seconds after each restart is in the end left alone too.
 *
 * @param attempts restarts since it last ran for a while; one more than there may be when it is left alone
 * @param restartAt when it is to be set going again
 * @param runningSince when it was first seen running after its last failure
 */
record ConnectorCare(int attempts, @Nullable Instant restartAt, @Nullable Instant runningSince) {
    static final ConnectorCare NEW = new ConnectorCare(0, null, null);

    /** What to do. */
    enum Step {
        NOTHING,
        RESTART,
        /** Said once; from then on it is left alone. */
        LEAVE
    }

    record Next(Step step, ConnectorCare care) {}

    Next next(Health health, Instant now, Backoff backoff, Duration calm) {
        return switch (health) {
            case RUNNING -> new Next(Step.NOTHING, running(now, calm));
            case WAITING -> new Next(Step.NOTHING, this);
            case FAILED -> failed(now, backoff);
        };
    }

    private ConnectorCare running(Instant now, Duration calm) {
        Instant since = runningSince == null ? now : runningSince;
        return attempts > 0 && now.isBefore(since.plus(calm)) ? new ConnectorCare(attempts, null, since) : NEW;
    }

    private Next failed(Instant now, Backoff backoff) {
        if (restartAt != null) {
            return now.isBefore(restartAt)
                    ? new Next(Step.NOTHING, this)
                    : new Next(Step.RESTART, new ConnectorCare(attempts, null, null));
        }
        if (backoff.exhausted(attempts)) {
            return new Next(Step.NOTHING, new ConnectorCare(attempts, null, null));
        }
        int attempt = attempts + 1;
        return backoff.exhausted(attempt)
                ? new Next(Step.LEAVE, new ConnectorCare(attempt, null, null))
                : new Next(Step.NOTHING, new ConnectorCare(attempt, now.plus(backoff.before(attempt)), null));
    }
}
