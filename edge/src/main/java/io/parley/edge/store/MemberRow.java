package io.parley.edge.store;

import io.parley.avro.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A membership, of now or once.
 *
 * @param role null when no longer a member
 * @param tenures when the user was a member, oldest first
 */
public record MemberRow(
        String user, @Nullable Role role, Instant joinedAt, List<Tenure> tenures, boolean muted, boolean blocked) {

    public boolean isMember() {
        return role != null;
    }

    /** Whether the user was a member at that stamp. */
    public boolean was(long stamp) {
        return tenures.stream().anyMatch(tenure -> tenure.holds(stamp));
    }
}
