package io.parley.topology.state;

import io.parley.ids.Placement;
import io.parley.ids.TimeUuid;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the stamp that state keeps of a message and the {@code msg_id} that the world knows it by. */
public record MessageIds(Placement placement) {

    public String of(String chatId, long stamp) {
        return TimeUuid.of(stamp, placement.shardOf(chatId), chatId).toString();
    }

    /** Null for the stamp 0, which means no message. */
    public @Nullable String orNull(String chatId, long stamp) {
        return stamp == 0 ? null : of(chatId, stamp);
    }

    /** The stamp of an id that this chat gave out, or could have. */
    public OptionalLong stampOf(String chatId, @Nullable String msgId) {
        UUID id = TimeUuid.parse(msgId);
        if (id == null) {
            return OptionalLong.empty();
        }
        long stamp = TimeUuid.stampOf(id);
        boolean ours = TimeUuid.of(stamp, placement.shardOf(chatId), chatId).equals(id);
        return ours ? OptionalLong.of(stamp) : OptionalLong.empty();
    }
}
