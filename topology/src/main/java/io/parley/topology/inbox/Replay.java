package io.parley.topology.inbox;

import io.parley.avro.EventDelivery;
import io.parley.avro.state.StreamRow;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection that comes back has missed: all of it in order, or nothing. Both replay and what follows are one
 * partition's order, so nothing can fall between them.
 *
 * @param head the user's seq when the connection joined
 * @param resumed whether everything after {@code since} follows
 * @param missed the events, in groups of at most the bytes of one record
 */
record Replay(long head, boolean resumed, List<List<EventDelivery>> missed) {

    static Replay since(
            @Nullable Long since,
            String user,
            long connection,
            long time,
            TalkConfig config,
            InboxView view,
            MessageIds ids) {
        long head = view.head(user).seq();
        if (since == null || since > head || since < 0) {
            return new Replay(head, false, List.of());
        }
        Gathering gathering = new Gathering(
                user, connection, since, time - config.kept().age().toMillis(), view, ids);
        if (since < head) {
            view.scanStream(user, since + 1, gathering);
        }
        boolean whole = gathering.whole && gathering.next == head + 1;
        return whole
                ? new Replay(head, true, gathering.grouped(config.replayBytes()))
                : new Replay(head, false, List.of());
    }

    /** Takes events while they follow each other, are young enough, and their payloads are kept. */
    private static final class Gathering implements InboxView.StreamVisitor {
        private final String user;
        private final long connection;
        private final long notBefore;
        private final InboxView view;
        private final MessageIds ids;
        private final List<EventDelivery> events = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private long next;
        private boolean whole = true;

        Gathering(String user, long connection, long since, long notBefore, InboxView view, MessageIds ids) {
            this.user = user;
            this.connection = connection;
            this.next = since + 1;
            this.notBefore = notBefore;
            this.view = view;
            this.ids = ids;
        }

        @Override
        public boolean visit(long seq, StreamRow row) {
            Object event = seq == next && row.getTime() >= notBefore ? view.kept(row) : null;
            if (event == null) {
                whole = false;
                return false;
            }
            events.add(new EventDelivery(
                    row.getChatId(), event, List.of(Line.recipient(user, seq, row, ids)), connection));
            sizes.add(row.getBytes());
            next++;
            return true;
        }

        List<List<EventDelivery>> grouped(int maxBytes) {
            List<List<EventDelivery>> groups = new ArrayList<>();
            int bytes = maxBytes;
            for (int i = 0; i < events.size(); i++) {
                bytes += sizes.get(i);
                if (bytes > maxBytes) {
                    groups.add(new ArrayList<>());
                    bytes = sizes.get(i);
                }
                groups.get(groups.size() - 1).add(events.get(i));
            }
            return groups;
        }
    }
}
