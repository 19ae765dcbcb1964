package io.parley.edge.store;

import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a user has a chat delivered and read, and when the mark was set that holds now. */
public record MarkRow(
        String user,
        @Nullable UUID delivered,
        @Nullable Instant deliveredAt,
        @Nullable UUID read,
        @Nullable Instant readAt) {

    public boolean hasDelivered(long stamp) {
        return reaches(delivered, stamp) || hasRead(stamp);
    }

    public boolean hasRead(long stamp) {
        return reaches(read, stamp);
    }

    private static boolean reaches(@Nullable UUID mark, long stamp) {
        return mark != null && TimeUuid.stampOf(mark) >= stamp;
    }
}
