package io.parley.e2e.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One user's events put together from all connections: which seqs anybody saw, and what they were. */
final class UserStream {

    private static final List<String> SAME = List.of(
            "type",
            "msg_id",
            "chat_seq",
            "event",
            "status",
            "user",
            "edited_at",
            "deleted_at",
            "emoji",
            "op",
            "unread",
            "mentions_unread");

    private final String user;
    private final TreeMap<Long, Frame> events = new TreeMap<>();
    private final Map<String, List<Frame>> changes = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private long head;

    UserStream(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    void add(Connection connection) {
        for (Frame frame : connection.received()) {
            head = Math.max(head, frame.is("hello") || frame.isEvent() ? frame.seq() : 0);
            if (frame.isEvent()) {
                Frame before = events.putIfAbsent(frame.seq(), frame);
                if (before == null && (frame.is("edited") || frame.is("deleted"))) {
                    changes.computeIfAbsent(frame.text("msg_id"), first -> new ArrayList<>())
                            .add(frame);
                }
                if (before != null && !sameEvent(before, frame)) {
                    contradictions.add(
                            connection.id() + " saw " + frame.json() + " as what elsewhere was " + before.json());
                }
            }
        }
    }

    /** The highest seq that anybody heard of. */
    long head() {
        return head;
    }

    TreeMap<Long, Frame> events() {
        return events;
    }

    /** The edits and the delete of one message. */
    List<Frame> changesOf(String msgId) {
        return changes.getOrDefault(msgId, List.of());
    }

    List<String> contradictions() {
        return contradictions;
    }

    /** Whether every seq between the two (both excluded) was seen. */
    boolean sawAllBetween(long from, long to) {
        return to - from <= 1 || events.subMap(from + 1, to).size() == to - from - 1;
    }

    private static boolean sameEvent(Frame a, Frame b) {
        for (String field : SAME) {
            if (!a.text(field).equals(b.text(field))) {
                return false;
            }
        }
        return a.chatId().equals(b.chatId());
    }
}
