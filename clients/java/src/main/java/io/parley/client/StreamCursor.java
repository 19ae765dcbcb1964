package io.parley.client;

import java.util.OptionalLong;

/**
 * Where in the user's stream this device is. It decides of each event whether it is the next, one that is known
 * already, or one behind a gap, after which the only cure is to come back with {@code since}.
 */
final class StreamCursor {

    enum Verdict {
        NEXT,
        KNOWN,
        GAP
    }

    private long last;
    private boolean known;

    StreamCursor(OptionalLong since) {
        known = since.isPresent();
        last = since.orElse(0);
    }

    OptionalLong since() {
        return known ? OptionalLong.of(last) : OptionalLong.empty();
    }

    /** After a hello: without a resumption the stream starts anew behind its head. True when a snapshot is needed. */
    boolean hello(ServerFrame.Hello hello) {
        if (known && hello.resumed()) {
            return false;
        }
        last = hello.seq();
        known = true;
        return true;
    }

    Verdict event(long seq) {
        if (seq <= last) {
            return Verdict.KNOWN;
        }
        if (seq > last + 1) {
            return Verdict.GAP;
        }
        last = seq;
        return Verdict.NEXT;
    }
}
