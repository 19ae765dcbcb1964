package io.parley.edge.presence;

import io.parley.edge.protocol.PresenceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user may be told of another.
 *
 * @param lastSeen when the user was last known to be connected; null when that is not known
 */
public record Presence(PresenceStatus status, @Nullable Instant lastSeen) {
    public static final Presence UNKNOWN = new Presence(PresenceStatus.UNKNOWN, null);

    static Presence of(Sighting sighting) {
        PresenceStatus status = sighting.online() ? PresenceStatus.ONLINE : PresenceStatus.OFFLINE;
        return new Presence(status, sighting.lastSeen());
    }
}
