package io.parley.topology.inbox;

import io.parley.avro.InboxBatch;
import io.parley.avro.Recipient;
import io.parley.avro.state.StreamRow;
import io.parley.avro.state.UnreadRow;
import io.parley.ids.Ids;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each recipient the next {@code seq}, counted from 1 without a gap, and keeps the stream within its bounds. An event
 * that the user has already is not given a second number: the stamps of a chat that reach one user only rise.
 */
final class Streams {
    /** Over its bytes a stream gives up an eighth of them, so that not every event trims. */
    private static final int BYTES_SHARE = 8;

    private final TalkConfig config;
    private final MessageIds ids;

    Streams(TalkConfig config, MessageIds ids) {
        this.config = config;
        this.ids = ids;
    }

    /**
     * @param bytes that the payload takes
     * @param time of the input, in milliseconds since the epoch
     */
    List<Line> append(InboxBatch batch, int bytes, long time, InboxView view) {
        List<Line> lines = new ArrayList<>(batch.getRecipients().size());
        for (Recipient recipient : batch.getRecipients()) {
            if (!Ids.isValid(recipient.getUser())) {
                throw new IllegalArgumentException("a recipient without an id");
            }
            UnreadRow before = view.unread(recipient.getUser(), batch.getChatId());
            boolean known = before != null && batch.getStamp() <= before.getLast();
            if (!known) {
                lines.add(append(batch, bytes, time, recipient, before, view));
            }
        }
        return lines;
    }

    /**
     * What a chat of another shard says is a record, and known again by its stamp. What a chat of this one says is a call
     * in the transaction that decided it, and comes once: for its stamp alone no row is written.
     */
    private boolean mayComeTwice(InboxBatch batch) {
        return ids.placement().shardOf(batch.getChatId()) != batch.getShard();
    }

    private Line append(
            InboxBatch batch, int bytes, long time, Recipient recipient, @Nullable UnreadRow before, InboxView view) {
        String user = recipient.getUser();
        UnreadRow unread = Numbers.after(before, recipient, batch, ids);
        boolean news = before == null || mayComeTwice(batch) || !Numbers.same(before, unread);
        Head head = view.head(user);
        StreamRow row = new StreamRow(
                time,
                batch.getChatId(),
                batch.getStamp(),
                Numbers.shownUnread(unread),
                Numbers.shownMentions(unread),
                unread.getRead(),
                unread.getRole(),
                unread.getMuted(),
                bytes,
                head.total() + bytes,
                head.oldest(),
                head.base(),
                badge(head, user, batch.getChatId(), unread, view));
        long seq = head.seq() + 1;
        return new Line(user, seq, row, unread, news, trim(user, seq, row, view));
    }

    /** The sum over the user's chats moves with this chat's count; counted once where an older release did not. */
    private static int badge(Head head, String user, String chatId, UnreadRow after, InboxView view) {
        UnreadRow before = view.unread(user, chatId);
        int known = before == null ? 0 : Numbers.shownUnread(before);
        Integer sum = head.row() == null ? Integer.valueOf(0) : head.row().getBadge();
        return (sum == null ? view.unreadOfAll(user) : sum) - known + Numbers.shownUnread(after);
    }

    /** What must go so that the stream fits again; moves the row's oldest and base. */
    private List<Long> trim(String user, long seq, StreamRow row, InboxView view) {
        long maxBytes = config.kept().bytes();
        int maxEvents = config.kept().events();
        boolean fits =
                seq - row.getOldest() < maxEvents + config.trimStep() && row.getTotal() - row.getBase() <= maxBytes;
        if (fits) {
            return List.of();
        }
        boolean overBytes = row.getTotal() - row.getBase() > maxBytes;
        long bytesLeft = overBytes ? maxBytes - maxBytes / BYTES_SHARE : maxBytes;
        List<Long> dropped = new ArrayList<>();
        long from = row.getOldest();
        row.setOldest(seq);
        row.setBase(row.getTotal() - row.getBytes());
        view.scanStream(user, from, (old, oldRow) -> {
            long base = oldRow.getTotal() - oldRow.getBytes();
            boolean over = seq - old >= maxEvents || row.getTotal() - base > bytesLeft;
            if (over) {
                dropped.add(old);
            } else {
                row.setOldest(old);
                row.setBase(base);
            }
            return over;
        });
        return dropped;
    }
}
