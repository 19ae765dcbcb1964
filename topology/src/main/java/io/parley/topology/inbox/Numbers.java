package io.parley.topology.inbox;

import io.parley.avro.ChatEvent;
import io.parley.avro.InboxBatch;
import io.parley.avro.Recipient;
import io.parley.avro.state.UnreadRow;
import io.parley.topology.state.MessageIds;
import org.jspecify.annotations.Nullable;

/** What an event does to a user's state in a chat. Kept exact; what is shown stops at {@link #MOST}, which says "more". */
final class Numbers {
    static final int MOST = 10_000;

    private Numbers() {}

    static UnreadRow after(@Nullable UnreadRow before, Recipient recipient, InboxBatch batch, MessageIds ids) {
        UnreadRow row = before == null ? fresh() : copy(before);
        switch (recipient.getEffect()) {
            case NONE -> {}
            case COUNT -> count(row, 1, 0);
            case COUNT_MENTION -> count(row, 1, 1);
            case UNCOUNT -> count(row, -1, 0);
            case UNCOUNT_MENTION -> count(row, -1, -1);
            case MENTION -> count(row, 0, 1);
            case UNMENTION -> count(row, 0, -1);
            case SET ->
                set(
                        row,
                        recipient,
                        ids.stampOf(batch.getChatId(), recipient.getRead()).orElse(row.getRead()));
            case JOIN, LEAVE -> clear(row);
        }
        if (batch.getEvent() instanceof ChatEvent event) {
            row.setCreatedAt(event.getChat().getCreatedAt().toEpochMilli());
        }
        row.setRole(recipient.getRole());
        row.setMuted(recipient.getMuted());
        row.setLast(batch.getStamp());
        return row;
    }

    /** Whether nothing has changed but the stamp. */
    static boolean same(UnreadRow a, UnreadRow b) {
        return a.getUnread() == b.getUnread()
                && a.getMentions() == b.getMentions()
                && a.getMore() == b.getMore()
                && a.getRead() == b.getRead()
                && a.getCreatedAt() == b.getCreatedAt()
                && a.getRole() == b.getRole()
                && a.getMuted() == b.getMuted();
    }

    static int shownUnread(UnreadRow row) {
        return row.getMore() ? MOST : Math.min(row.getUnread(), MOST);
    }

    static int shownMentions(UnreadRow row) {
        return Math.min(row.getMentions(), MOST);
    }

    /** "More" stays more, whatever is taken from it, until it is set again. */
    private static void count(UnreadRow row, int unread, int mentions) {
        if (!row.getMore()) {
            row.setUnread(Math.max(0, row.getUnread() + unread));
        }
        row.setMentions(Math.max(0, row.getMentions() + mentions));
    }

    private static void set(UnreadRow row, Recipient recipient, long read) {
        row.setUnread(recipient.getUnread());
        row.setMentions(recipient.getMentions());
        row.setMore(recipient.getUnread() >= MOST);
        row.setRead(read);
    }

    private static void clear(UnreadRow row) {
        row.setUnread(0);
        row.setMentions(0);
        row.setMore(false);
    }

    private static UnreadRow fresh() {
        return new UnreadRow(0, 0, false, 0L, 0L, null, false, 0L);
    }

    private static UnreadRow copy(UnreadRow r) {
        return new UnreadRow(
                r.getUnread(),
                r.getMentions(),
                r.getMore(),
                r.getRead(),
                r.getCreatedAt(),
                r.getRole(),
                r.getMuted(),
                r.getLast());
    }
}
