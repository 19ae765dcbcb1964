package io.parley.sinks.push;

/** Is told how each push ended. */
interface PushEnds {

    /** How. */
    enum End {
        /** The platform has it. */
        SENT("Pushes that the platform has", "Standing still while people are away: look at the four beside it."),
        /** A newer one of its chat went instead. */
        REPLACED(
                "Pushes that a newer one of their chat went instead of",
                "Many: the platform answers slowly. Nobody misses one."),
        /** Its token is none any more, and is forgotten. */
        UNREGISTERED("Pushes whose token is none any more, and is forgotten", "Daily life: apps are removed."),
        /** The platform will never take it. */
        REFUSED(
                "Pushes that the platform will never take",
                "A payload or a credential is wrong: the platform's answer is in the worker's log."),
        /** Too old, or tried too often. */
        GIVEN_UP(
                "Pushes that were older than `push.age.max.ms`, or tried too often",
                "The platform is away. Messages go on; who opens the app gets everything.");

        final String meaning;
        final String remedy;

        End(String meaning, String remedy) {
            this.meaning = meaning;
            this.remedy = remedy;
        }
    }

    void ended(End how);
}
