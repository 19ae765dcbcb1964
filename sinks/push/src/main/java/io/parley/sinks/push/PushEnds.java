package io.parley.sinks.push;

/** Is told how each push ended. */
interface PushEnds {

    /** How. */
    enum End {
        /** The platform has it. */
        SENT,
        /** A newer one of its chat went instead. */
        REPLACED,
        /** Its token is none any more, and is forgotten. */
        UNREGISTERED,
        /** The platform will never take it. */
        REFUSED,
        /** Too old, or tried too often. */
        GIVEN_UP
    }

    void ended(End how);
}
