package io.parley.topology.chat;

import io.parley.avro.Span;
import io.parley.avro.state.Membership;
import java.util.ArrayList;
import java.util.List;

/** The times in which a user is a member: from a stamp, inclusive, to a stamp, exclusive. */
final class Spans {
    private Spans() {}

    static boolean contain(List<Span> spans, long stamp) {
        for (Span span : spans) {
            Long to = span.getTo();
            if (span.getFrom() <= stamp && (to == null || stamp < to)) {
                return true;
            }
        }
        return false;
    }

    /** A member again; of more than {@code max} spans the oldest are forgotten. */
    static Membership opened(Membership before, long stamp, int max) {
        List<Span> spans = new ArrayList<>(before.getSpans());
        spans.add(new Span(stamp, null));
        int dropped = Math.max(0, spans.size() - max);
        return with(before, List.copyOf(spans.subList(dropped, spans.size())));
    }

    static Membership closed(Membership before, long stamp) {
        List<Span> spans = new ArrayList<>(before.getSpans());
        int last = spans.size() - 1;
        spans.set(last, new Span(spans.get(last).getFrom(), stamp));
        return with(before, List.copyOf(spans));
    }

    /** When the user last became a member; 0 when never. */
    static long lastJoined(Membership membership) {
        List<Span> spans = membership.getSpans();
        return spans.isEmpty() ? 0 : spans.get(spans.size() - 1).getFrom();
    }

    private static Membership with(Membership m, List<Span> spans) {
        return new Membership(
                spans,
                m.getDelivered(),
                m.getDeliveredAt(),
                m.getRead(),
                m.getReadAt(),
                m.getMutedBy(),
                m.getBlocked(),
                m.getBlockedBy());
    }
}
