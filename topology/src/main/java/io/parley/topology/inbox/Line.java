package io.parley.topology.inbox;

import io.parley.avro.ChangeEntry;
import io.parley.avro.EventRecipient;
import io.parley.avro.state.StreamRow;
import io.parley.avro.state.UnreadRow;
import io.parley.topology.state.MessageIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as it stands in one user's stream.
 *
 * @param unread the user's state in the chat after it
 * @param news whether that has to be written
 * @param dropped seqs that the stream's bounds no longer leave room for
 */
public record Line(String user, long seq, StreamRow row, UnreadRow unread, boolean news, List<Long> dropped) {

    EventRecipient recipient(MessageIds ids) {
        return recipient(user, seq, row, ids);
    }

    static EventRecipient recipient(String user, long seq, StreamRow row, MessageIds ids) {
        return new EventRecipient(
                user, seq, row.getUnread(), row.getMentions(), readOf(row, ids), row.getRole(), row.getMuted());
    }

    ChangeEntry entry(MessageIds ids, boolean mentioned) {
        return new ChangeEntry(
                user,
                seq,
                row.getUnread(),
                row.getMentions(),
                readOf(row, ids),
                row.getRole(),
                row.getMuted(),
                mentioned,
                row.getBadge());
    }

    private static @Nullable String readOf(StreamRow row, MessageIds ids) {
        return ids.orNull(row.getChatId(), row.getRead());
    }
}
