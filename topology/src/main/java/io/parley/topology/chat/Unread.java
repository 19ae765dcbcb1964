package io.parley.topology.chat;

import io.parley.avro.state.RosterMember;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is unread for a member: the messages of others since the last one they read and since they joined, not deleted,
 * not the server's. Counted over the index; exact to {@link #MOST}-1, and {@link #MOST} says "more".
 */
final class Unread {
    static final int MOST = 10_000;

    private Unread() {}

    record Count(int unread, int mentions) {}

    static Count after(Draft draft, RosterMember member, long read) {
        long from = Math.max(read + 1, member.getJoined());
        if (from > draft.head().getLastMessage()) {
            return new Count(0, 0);
        }
        AtomicInteger unread = new AtomicInteger();
        AtomicInteger mentions = new AtomicInteger();
        draft.view().scanIndex(draft.chatId(), from, (stamp, entry) -> {
            String sender = entry.getSender();
            boolean counts = sender != null && !sender.equals(member.getUser()) && !entry.getDeleted();
            if (counts) {
                unread.incrementAndGet();
                mentions.addAndGet(entry.getMentions().contains(member.getUser()) ? 1 : 0);
            }
            return unread.get() < MOST;
        });
        boolean reachesBack = from >= draft.head().getIndexFloor();
        return new Count(reachesBack ? unread.get() : MOST, mentions.get());
    }

    /** Whether this message, sent by another and not deleted, is among what is unread for the member. */
    static boolean includes(Draft draft, RosterMember member, long stamp) {
        return member.getJoined() <= stamp && draft.membership(member.getUser()).getRead() < stamp;
    }
}
