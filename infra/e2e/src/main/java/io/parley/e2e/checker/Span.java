package io.parley.e2e.checker;

/**
 * A stretch of a chat in which somebody was a member: the message that brought them in (which they may or may not be
 * shown), and the one that put them out (which they are not).
 */
record Span(long joinedAt, long leftAt) {

    static final long NEVER = Long.MAX_VALUE;

    boolean mustSee(long chatSeq) {
        return chatSeq > joinedAt && chatSeq < leftAt;
    }

    boolean maySee(long chatSeq) {
        return chatSeq >= joinedAt && chatSeq < leftAt;
    }

    boolean isOpen() {
        return leftAt == NEVER;
    }
}
