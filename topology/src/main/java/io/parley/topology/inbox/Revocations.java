package io.parley.topology.inbox;

import io.parley.avro.Revoke;
import io.parley.avro.state.Revocation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when tokens of a user count. The time only rises, in whatever order revocations are asked for. */
final class Revocations {
    /** By how much the clock of who asks may go before the log's. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    private static final long MICROS = 1_000;

    private Revocations() {}

    static boolean isFuture(Revoke wish, long time) {
        Instant before = wish.getBefore();
        return before != null && before.toEpochMilli() - time > AHEAD.toMillis();
    }

    /** Of tokens until now, told in any case: an erasure that is asked for again is one again. */
    static Revocation revokeNow(@Nullable Revocation known, String service, long time) {
        long before = Math.max(known == null ? 0 : known.getBefore(), time);
        return new Revocation(before, nextStamp(known, time), service);
    }

    /** The row after it; the same when nothing changed. */
    static Revocation revoke(@Nullable Revocation known, Revoke wish, String service, long time) {
        long before = wish.getBefore() == null ? time : wish.getBefore().toEpochMilli();
        if (known != null && known.getBefore() >= before) {
            return known;
        }
        return new Revocation(before, nextStamp(known, time), service);
    }

    private static long nextStamp(@Nullable Revocation known, long time) {
        return Math.max(known == null ? 0 : known.getStamp() + 1, time * MICROS);
    }
}
