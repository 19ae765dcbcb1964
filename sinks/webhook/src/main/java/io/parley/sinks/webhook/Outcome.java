package io.parley.sinks.webhook;

import io.parley.sinks.common.RetryAfter;
import io.parley.sinks.webhook.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What an attempt came to. A pure decision. */
sealed interface Outcome {
    Outcome TAKEN = new Taken();
    Outcome GONE = new Gone();

    /** The receiver has it. */
    record Taken() implements Outcome {}

    /** The receiver wants nothing any more. */
    record Gone() implements Outcome {}

    /** The receiver will never take it as it is. */
    record Refused(String reason) implements Outcome {}

    /**
     * Not now.
     *
     * @param asked how long the receiver wants to be left alone; zero when it did not say
     */
    record Later(String reason, Duration asked) implements Outcome {}

    int GONE_STATUS = 410;
    int CLIENT_ERROR = 400;
    int SERVER_ERROR = 500;

    /** Of the answers that blame the request, those that may be another one the next time. */
    Set<Integer> PASSING = Set.of(408, 425, 429);

    static Outcome of(Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return TAKEN;
        }
        if (status == GONE_STATUS) {
            return GONE;
        }
        boolean isRefused = status >= CLIENT_ERROR && status < SERVER_ERROR && !PASSING.contains(status);
        return isRefused
                ? new Refused("HTTP " + status)
                : new Later("HTTP " + status, RetryAfter.of(answer.retryAfter(), now));
    }

    /** No answer at all. */
    static Outcome of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String reason = cause instanceof TimeoutException
                ? "no answer in time"
                : cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " " + cause.getMessage());
        return new Later(reason, Duration.ZERO);
    }
}
