package io.parley.topology.chat;

import io.parley.avro.MarkFact;
import io.parley.avro.Receipt;
import io.parley.avro.Recipient;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.Membership;
import io.parley.avro.state.RosterMember;
import java.util.List;

/**
 * {@code delivered} and {@code read}: watermarks that only rise, read never above delivered. Nobody is answered unless the
 * message is not there. A reader's own devices hear the numbers that are left; then comes the mark itself.
 */
final class Marking {
    private Marking() {}

    static Outcome decide(Draft draft, String msgId, boolean read) {
        return draft.barred().orElseGet(() -> mark(draft, msgId, read));
    }

    private static Outcome mark(Draft draft, String msgId, boolean read) {
        Membership before = draft.membership(draft.user());
        Named named = Lookup.find(draft, msgId);
        if (named instanceof Named.TooOld) {
            return isBelow(draft, before, msgId, read) ? Outcome.nothing() : draft.factsNeeded(msgId);
        }
        if (!(named instanceof Named.Known known)) {
            return draft.noSuchMessage();
        }
        long delivered = Math.max(before.getDelivered(), known.stamp());
        long readTo = read ? Math.max(before.getRead(), known.stamp()) : before.getRead();
        boolean risen = delivered > before.getDelivered() || readTo > before.getRead();
        return risen ? advance(draft, before, delivered, readTo) : Outcome.nothing();
    }

    /** A mark that would not move needs no facts. */
    private static boolean isBelow(Draft draft, Membership before, String msgId, boolean read) {
        long mark = read ? before.getRead() : before.getDelivered();
        return draft.ids().stampOf(draft.chatId(), msgId).orElse(Long.MAX_VALUE) <= mark;
    }

    private static Outcome advance(Draft draft, Membership before, long delivered, long read) {
        boolean readRises = read > before.getRead();
        if (readRises) {
            tellReader(draft, read);
        }
        long stamp = draft.tick();
        long at = stamp / Draft.MICROS;
        Membership now = new Membership(
                before.getSpans(),
                delivered,
                delivered > before.getDelivered() ? at : before.getDeliveredAt(),
                read,
                readRises ? at : before.getReadAt(),
                before.getMutedBy(),
                before.getBlocked(),
                before.getBlockedBy());
        draft.replaceMembership(draft.user(), now);
        String status = readRises ? "read" : "delivered";
        draft.fact(fact(draft, stamp, status, now));
        draft.head().setMarked(stamp);
        tellOthers(draft, stamp, status, readRises ? read : delivered);
        return draft.done(null);
    }

    private static void tellReader(Draft draft, long read) {
        RosterMember reader = draft.caller();
        Unread.Count left = Unread.after(draft, reader, read);
        Recipient recipient = Recipients.absolute(
                reader, left.unread(), left.mentions(), draft.ids().of(draft.chatId(), read));
        draft.event(draft.tick(), "unread", new UnreadChanged("read"), List.of(recipient));
    }

    /** In a direct chat the other one is told of each advance; in a group senders are told in rounds. */
    private static void tellOthers(Draft draft, long stamp, String status, long mark) {
        if (draft.direct()) {
            Receipt receipt =
                    new Receipt(draft.ids().of(draft.chatId(), mark), draft.user(), status, Draft.timeOf(stamp));
            List<Recipient> other = Recipients.some(
                    draft.members(), member -> !member.getUser().equals(draft.user()), member -> UnreadEffect.NONE);
            draft.event(stamp, "receipt", receipt, other);
        } else {
            Telling.changed(draft);
        }
    }

    private static MarkFact fact(Draft draft, long stamp, String kind, Membership now) {
        boolean hasRead = now.getRead() > 0;
        return new MarkFact(
                draft.ids().of(draft.chatId(), stamp),
                kind,
                Draft.timeOf(stamp),
                stamp,
                draft.cause(),
                draft.chatId(),
                draft.head().getVersion(),
                draft.user(),
                draft.ids().orNull(draft.chatId(), now.getDelivered()),
                Draft.timeOf(now.getDeliveredAt() * Draft.MICROS),
                draft.ids().orNull(draft.chatId(), now.getRead()),
                hasRead ? Draft.timeOf(now.getReadAt() * Draft.MICROS) : null);
    }
}
