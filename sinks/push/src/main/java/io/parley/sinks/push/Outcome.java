package io.parley.sinks.push;

import java.time.Duration;

/** What a platform answered. */
sealed interface Outcome {
    Outcome SENT = new Sent();
    Outcome UNREGISTERED = new Unregistered();

    /** The platform has it. */
    record Sent() implements Outcome {}

    /** The token is no longer one: nothing is pushed to it any more. */
    record Unregistered() implements Outcome {}

    /** Never to be taken as it is. */
    record Refused(String reason) implements Outcome {}

    /**
     * Not now.
     *
     * @param earliest how long the platform wants to be left alone; zero when it did not say
     */
    record Later(String reason, Duration earliest) implements Outcome {
        static Later of(String reason) {
            return new Later(reason, Duration.ZERO);
        }
    }
}
