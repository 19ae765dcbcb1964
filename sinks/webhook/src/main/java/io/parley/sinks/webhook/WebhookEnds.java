package io.parley.sinks.webhook;

/** Is told what becomes of events. */
@FunctionalInterface
interface WebhookEnds {

    /** What. */
    enum End {
        /** The receiver has it. */
        DELIVERED("Events that the receiver has", "Standing still while chats go on: look at the three beside it."),
        /** An attempt failed, and another follows. */
        RETRIED(
                "Attempts that failed, and are made again",
                "The receiver is slow or away: events wait in their order."),
        /** The receiver will never take it: a dead letter. */
        REFUSED(
                "Events that the receiver will never take, put aside",
                "`./parley dlq list` has its answer: another secret, an unknown type, another URL."),
        /** Tried for too long: a dead letter. */
        GIVEN_UP(
                "Events that were tried for longer than `webhook.give.up.ms`, put aside",
                "`./parley webhook redeliver` posts them again once the receiver is mended.");

        final String meaning;
        final String remedy;

        End(String meaning, String remedy) {
            this.meaning = meaning;
            this.remedy = remedy;
        }
    }

    void happened(End what);
}
