package io.parley.edge.store;

import io.parley.ids.TimeUuid;
import java.util.Comparator;
import java.util.UUID;

/**
 * Positions in time between the messages of a chat. TimeUUIDs compare as the tables do: by timestamp, then by the other
 * half as signed bytes.
 */
public final class Times {
    /** The least lower half in that order; no message has it, since its multicast bit is clear. */
    private static final long LEAST = 0x8080_8080_8080_8080L;

    /** Micros of the year 5000; a TimeUUID ends soon after. */
    private static final long FAR = 95_617_584_000_000_000L;

    public static final Comparator<UUID> ORDER = Comparator.comparingLong(UUID::timestamp)
            .thenComparing((a, b) ->
                    Long.compareUnsigned(a.getLeastSignificantBits() ^ LEAST, b.getLeastSignificantBits() ^ LEAST));

    /** Before and after all messages. */
    public static final UUID EARLIEST = before(0);

    public static final UUID LATEST = before(FAR);

    private Times() {}

    /** The position just before whatever has this stamp. */
    public static UUID before(long stamp) {
        return before(TimeUuid.of(stamp, 0, ""));
    }

    /** The position just before this one and all others with its timestamp. */
    public static UUID before(UUID position) {
        return new UUID(position.getMostSignificantBits(), LEAST);
    }

    public static UUID earlier(UUID a, UUID b) {
        return ORDER.compare(a, b) <= 0 ? a : b;
    }

    public static UUID later(UUID a, UUID b) {
        return ORDER.compare(a, b) >= 0 ? a : b;
    }
}
