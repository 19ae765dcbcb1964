package io.parley.edge.bus;

import io.parley.avro.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all slots from {@code edge.leases}, and which one to claim. A slot is free when nobody ever held it,
 * when its holder gave it back, or when it was watched for a lease time without a renewal. That is a courtesy, not what
 * makes it safe: the claim itself fences whoever held it.
 */
final class SlotTable {
    private record Seen(Lease lease, long at) {}

    private final long leaseNanos;
    private final Map<Integer, Seen> slots = new HashMap<>();

    SlotTable(Duration lease) {
        this.leaseNanos = lease.toNanos();
    }

    void observe(Lease lease, long now) {
        slots.put(lease.getSlot(), new Seen(lease, now));
    }

    /** The epoch under which the slot was held last; 0 when never. */
    long lastEpoch(int slot) {
        Seen seen = slots.get(slot);
        return seen == null ? 0 : seen.lease().getEpoch();
    }

    /**
     * The slot to claim, looking from {@code first} on.
     *
     * @param formerSelf this edge's name, when a slot that bears it can only be its own from before; null when another
     *     edge may bear the name too
     */
    OptionalInt choose(int count, int first, @Nullable String formerSelf, long now) {
        int free = -1;
        for (int i = 0; i < count; i++) {
            int slot = Math.floorMod(first + i, count);
            Seen seen = slots.get(slot);
            if (seen != null && seen.lease().getEdge().equals(formerSelf)) {
                return OptionalInt.of(slot);
            }
            boolean open = seen == null || seen.lease().getReleased() || now - seen.at() >= leaseNanos;
            if (open && free < 0) {
                free = slot;
            }
        }
        return free < 0 ? OptionalInt.empty() : OptionalInt.of(free);
    }
}
