package io.parley.sinks.webhook;

/** Is told what becomes of events. */
@FunctionalInterface
interface WebhookEnds {

    /** What. */
    enum End {
        /** The receiver has it. */
        DELIVERED,
        /** An attempt failed, and another follows. */
        RETRIED,
        /** The receiver will never take it: a dead letter. */
        REFUSED,
        /** Tried for too long: a dead letter. */
        GIVEN_UP
    }

    void happened(End what);
}
