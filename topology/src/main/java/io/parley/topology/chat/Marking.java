package io.parley.topology.chat;

import io.parley.avro.ChatCommand;
import io.parley.avro.MarkFact;
import io.parley.avro.MarkRead;
import io.parley.avro.Receipt;
import io.parley.avro.Recipient;
import io.parley.avro.Reply;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.Membership;
import io.parley.avro.state.RosterMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code delivered} and {@code read}, one or many that came together: watermarks that only rise, read never above
 * delivered. Nobody is answered unless the message is not there. What a user's marks come to is one fact. Readers' own
 * devices hear the numbers that are left, all in one event; then come the marks themselves.
 */
final class Marking {
    /** How far somebody gets, whose membership said something else before. */
    private record Rise(Membership before, long delivered, long read) {
        boolean ofRead() {
            return read > before.getRead();
        }
    }

    /** That somebody got as far as this, by the stamp of the fact. */
    private record Marked(String user, String status, long upTo, long stamp) {}

    private final Draft draft;
    private final Map<String, Rise> rises = new LinkedHashMap<>();

    private Marking(Draft draft) {
        this.draft = draft;
    }

    static Outcome decide(Draft draft) {
        return new Marking(draft).decide();
    }

    private Outcome decide() {
        ChatCommand first = draft.command();
        draft.turnTo(Commands.alone(first));
        Object answer = take();
        for (ChatCommand more : Commands.moreMarks(first)) {
            draft.turnTo(more);
            Object itsAnswer = take();
            if (itsAnswer != null && more.getOrigin() != null) {
                draft.reply(new Reply(more.getOrigin(), more.getUser(), itsAnswer));
            }
        }
        if (!rises.isEmpty()) {
            advance();
        }
        return draft.done(answer);
    }

    private @Nullable Object take() {
        Optional<Outcome> barred = draft.barred();
        return barred.isPresent() ? barred.get().answer() : mark(Commands.msgIdOf(draft.command()));
    }

    private @Nullable Object mark(@Nullable String msgId) {
        if (msgId == null) {
            throw new IllegalStateException("a mark that names no message");
        }
        boolean read = draft.command().getCommand() instanceof MarkRead;
        Membership before = draft.membership(draft.user());
        Rise so = rises.getOrDefault(draft.user(), new Rise(before, before.getDelivered(), before.getRead()));
        Named named = Lookup.find(draft, msgId);
        if (named instanceof Named.TooOld) {
            return isBelow(read ? so.read() : so.delivered(), msgId)
                    ? null
                    : draft.factsNeeded(msgId).answer();
        }
        if (!(named instanceof Named.Known known)) {
            return draft.noSuchMessage().answer();
        }
        long delivered = Math.max(so.delivered(), known.stamp());
        long readTo = read ? Math.max(so.read(), known.stamp()) : so.read();
        if (delivered > so.delivered() || readTo > so.read()) {
            rises.put(draft.user(), new Rise(before, delivered, readTo));
        }
        return null;
    }

    /** A mark that would not move needs no facts. */
    private boolean isBelow(long mark, String msgId) {
        return draft.ids().stampOf(draft.chatId(), msgId).orElse(Long.MAX_VALUE) <= mark;
    }

    private void advance() {
        List<Recipient> readers = new ArrayList<>();
        rises.forEach((user, rise) -> {
            if (rise.ofRead()) {
                readers.add(left(user, rise.read()));
            }
        });
        long told = readers.isEmpty() ? 0 : draft.tick();
        List<Marked> marked = new ArrayList<>();
        rises.forEach((user, rise) -> marked.add(advance(user, rise)));
        if (!readers.isEmpty()) {
            tellReaders(told, readers);
        }
        if (draft.direct()) {
            marked.forEach(this::tellOther);
        } else {
            Telling.changed(draft);
        }
    }

    private Recipient left(String user, long read) {
        RosterMember reader = draft.memberOf(user);
        Unread.Count left = Unread.after(draft, reader, read);
        return Recipients.absolute(
                reader, left.unread(), left.mentions(), draft.ids().of(draft.chatId(), read));
    }

    private Marked advance(String user, Rise rise) {
        Membership before = rise.before();
        long stamp = draft.tick();
        long at = stamp / Draft.MICROS;
        Membership now = new Membership(
                before.getSpans(),
                rise.delivered(),
                rise.delivered() > before.getDelivered() ? at : before.getDeliveredAt(),
                rise.read(),
                rise.ofRead() ? at : before.getReadAt(),
                before.getMutedBy(),
                before.getBlocked(),
                before.getBlockedBy());
        draft.replaceMembership(user, now);
        String status = rise.ofRead() ? "read" : "delivered";
        draft.fact(fact(user, stamp, status, now));
        draft.head().setMarked(stamp);
        return new Marked(user, status, rise.ofRead() ? rise.read() : rise.delivered(), stamp);
    }

    private void tellReaders(long stamp, List<Recipient> readers) {
        draft.summary(stamp, draft.head().getMarked(), "unread", new UnreadChanged("read"), readers);
    }

    /** In a direct chat the other one is told of each advance; in a group senders are told in rounds. */
    private void tellOther(Marked mark) {
        Receipt receipt = new Receipt(
                draft.ids().of(draft.chatId(), mark.upTo()), mark.user(), mark.status(), Draft.timeOf(mark.stamp()));
        List<Recipient> other = Recipients.some(
                draft.members(), member -> !member.getUser().equals(mark.user()), member -> UnreadEffect.NONE);
        draft.event(mark.stamp(), "receipt", receipt, other);
    }

    private MarkFact fact(String user, long stamp, String kind, Membership now) {
        boolean hasRead = now.getRead() > 0;
        return new MarkFact(
                draft.ids().of(draft.chatId(), stamp),
                kind,
                Draft.timeOf(stamp),
                stamp,
                draft.cause(),
                draft.chatId(),
                draft.head().getVersion(),
                user,
                draft.ids().orNull(draft.chatId(), now.getDelivered()),
                Draft.timeOf(now.getDeliveredAt() * Draft.MICROS),
                draft.ids().orNull(draft.chatId(), now.getRead()),
                hasRead ? Draft.timeOf(now.getReadAt() * Draft.MICROS) : null);
    }
}
