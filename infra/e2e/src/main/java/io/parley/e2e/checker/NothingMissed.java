package io.parley.e2e.checker;

import java.util.OptionalLong;

/**
 * On every connection the seqs follow its start without a gap, a twin or a step back; connections of one user agree
 * about each seq; and what is still open at rest has everything, up to the last event.
 */
final class NothingMissed {

    private NothingMissed() {}

    static void judge(Facts facts, Verdict verdict) {
        for (Connection connection : facts.history().connections()) {
            judge(connection, facts.stream(connection.user()), verdict);
        }
        for (UserStream stream : facts.streams()) {
            stream.contradictions().forEach(told -> verdict.broken(Law.NOTHING_MISSED, "%s", told));
        }
    }

    private static void judge(Connection connection, UserStream stream, Verdict verdict) {
        OptionalLong start = connection.startsAfter();
        if (start.isEmpty()) {
            return;
        }
        long last = start.getAsLong();
        for (Frame frame : connection.received()) {
            if (!frame.isEvent()) {
                continue;
            }
            verdict.unless(
                    frame.seq() == last + 1,
                    Law.NOTHING_MISSED,
                    "%s: seq %d follows %d: %s",
                    connection.id(),
                    frame.seq(),
                    last,
                    frame.json());
            last = Math.max(last, frame.seq());
        }
        verdict.unless(
                !connection.openAtRest() || last >= stream.head(),
                Law.NOTHING_MISSED,
                "%s is at seq %d at rest, while the head is %d",
                connection.id(),
                last,
                stream.head());
    }
}
