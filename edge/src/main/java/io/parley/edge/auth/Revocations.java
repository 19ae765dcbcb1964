package io.parley.edge.auth;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when tokens count, as far as this edge has heard: one row of some hundred bytes for each user and app server whose
 * tokens were ever revoked. Until all that the log holds has been heard, nothing is known of anybody.
 */
public final class Revocations {
    /**
     * @param before tokens issued before do not count
     * @param stamp later for each revocation of a user
     */
    private record Row(Instant before, long stamp) {}

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private volatile boolean known;

    /** What was said of a subject; said again, or out of turn, it changes nothing. */
    public void observe(String subject, Instant before, long stamp) {
        rows.merge(subject, new Row(before, stamp), (old, now) -> now.stamp() > old.stamp() ? now : old);
    }

    /** Whether all that was said has been heard. */
    public void known(boolean now) {
        known = now;
    }

    public boolean isKnown() {
        return known;
    }

    /** Whether a revocation of the subject has been heard, or a later one. */
    public boolean hasReached(String subject, long stamp) {
        Row row = rows.get(subject);
        return row != null && row.stamp() >= stamp;
    }

    boolean revokes(Principal principal) {
        Row row = rows.get(principal.subject());
        return row != null && principal.issuedAt().isBefore(row.before());
    }
}
