package io.parley.edge.store;

import io.parley.ids.TimeUuid;
import java.util.UUID;

/** That a file was sent with a message; what became of the message, it says itself. */
public record FileRow(UUID msgId, int bucket) {
    public long stamp() {
        return TimeUuid.stampOf(msgId);
    }
}
