package io.parley.edge.store;

import io.parley.avro.Message;
import io.parley.ids.TimeUuid;
import java.util.UUID;

/**
 * A message as the tables have it.
 *
 * @param version the chat's version when it was said
 */
public record StoredMessage(UUID id, int version, Message message) {
    public long stamp() {
        return TimeUuid.stampOf(id);
    }

    public long seq() {
        return message.getChatSeq();
    }
}
