package io.parley.e2e.checker;

/** What must always hold; the numbers are those of the design's list. */
public enum Law {
    /** {@code hello} comes first, once, and for the right user and device. */
    HELLO_FIRST,
    /** 1: what was acknowledged is in history exactly once and reaches every member's every device exactly once. */
    ACKED_IS_KEPT,
    /** 2: one {@code client_msg_id} has one message, and every answer to it is the same. */
    ONE_ID,
    /** 3: one order for all, gapless, and the ids agree with it. */
    ONE_ORDER,
    /** 4: every user's {@code seq} is gapless; who comes back or takes a snapshot misses nothing. */
    NOTHING_MISSED,
    /** 5: watermarks only rise; read is at most delivered, delivered at most the head. */
    WATERMARKS,
    /** 5: unread counts tell the truth. */
    UNREAD,
    /** What was acknowledged of edits, deletes, reactions and blocks holds, once, for all; one id is of one kind. */
    CHANGES,
    /** 6: the stores equal the log. */
    STORES,
    /** 7: nobody hears what was said while they were not a member. */
    NO_LEAK
}
