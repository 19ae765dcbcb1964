package io.parley.topology.chat;

import io.parley.avro.Span;
import io.parley.avro.state.Membership;
import io.parley.avro.state.RosterMember;
import java.util.ArrayList;
import java.util.List;

/**
 * How far all current members of a group are, for one round of telling. Nothing is kept of it: it is put together from
 * the memberships when it is needed, so that a mark costs no write but its own.
 */
final class Standing {
    private record Member(String user, List<Span> spans, long delivered, long read) {
        long mark(boolean read) {
            return read ? this.read : delivered;
        }
    }

    private final List<Member> members;

    private Standing(List<Member> members) {
        this.members = members;
    }

    static Standing of(Draft draft) {
        List<Member> members = new ArrayList<>(draft.members().size());
        for (RosterMember member : draft.members()) {
            Membership membership = draft.membership(member.getUser());
            members.add(new Member(
                    member.getUser(), membership.getSpans(), membership.getDelivered(), membership.getRead()));
        }
        return new Standing(members);
    }

    /** Counts the others who were members at the message and are so now, in one span or another. */
    StatusLine at(String sender, long message) {
        int of = 0;
        int deliveredBy = 0;
        int readBy = 0;
        for (Member member : members) {
            if (!member.user().equals(sender) && Spans.contain(member.spans(), message)) {
                of++;
                deliveredBy += member.delivered() >= message ? 1 : 0;
                readBy += member.read() >= message ? 1 : 0;
            }
        }
        return StatusLine.of(message, deliveredBy, readBy, of);
    }

    /**
     * The newest stamp, not after this one, at which a message of the sender would have been delivered to all who count,
     * or read by them; 0 when there is none. Who lacks a message lacks all before it, back to their mark or to the
     * beginning of their span: so it takes one step for each kind of gap, never one for each message.
     */
    long reached(String sender, long from, boolean read) {
        long at = from;
        while (at > 0) {
            long next = before(sender, at, read);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return 0;
    }

    /** The stamp itself when all who count have it there, and somebody counts; else a lower one to go on at. */
    private long before(String sender, long at, boolean read) {
        boolean counts = false;
        long held = at;
        long lastEnd = 0;
        for (Member member : members) {
            if (member.user().equals(sender)) {
                continue;
            }
            for (Span span : member.spans()) {
                if (holds(span, at)) {
                    counts = true;
                    held = Math.min(held, Math.max(member.mark(read), span.getFrom() - 1));
                } else if (span.getFrom() <= at) {
                    lastEnd = Math.max(lastEnd, span.getTo() - 1);
                }
            }
        }
        return counts ? held : lastEnd;
    }

    private static boolean holds(Span span, long at) {
        Long to = span.getTo();
        return span.getFrom() <= at && (to == null || at < to);
    }
}
