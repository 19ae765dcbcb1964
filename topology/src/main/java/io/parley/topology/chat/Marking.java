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
 * delivered. Nobody is answered unless the message is not there. What a user's marks come to is one fact; then
 * come the events that stand behind the facts. In a direct chat who reads hears what is left, and the other one hears of
 * each advance. In a group all who read hear it in one event, and senders hear in rounds.
 */
final class Marking {
    /** How far somebody gets, whose membership said something else before. */
    private record Rise(Membership before, long delivered, long read) {
        boolean ofRead() {
            return read > before.getRead();
        }
    }

    /** That somebody got as far as this by one of the marks. */
    private record Advance(String user, boolean read, long upTo) {}

    private final Draft draft;
    private final Map<String, Rise> rises = new LinkedHashMap<>();
    private final List<Advance> advances = new ArrayList<>();

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
            advances.add(new Advance(draft.user(), readTo > so.read(), known.stamp()));
        }
        return null;
    }

    /** A mark that would not move needs no facts. */
    private boolean isBelow(long mark, String msgId) {
        return draft.ids().stampOf(draft.chatId(), msgId).orElse(Long.MAX_VALUE) <= mark;
    }

    private void advance() {
        rises.forEach(this::advance);
        if (draft.direct()) {
            advances.forEach(this::tell);
        } else {
            tellReaders(readers());
            Telling.changed(draft);
        }
    }

    private List<Recipient> readers() {
        List<Recipient> readers = new ArrayList<>();
        rises.forEach((user, rise) -> {
            if (rise.ofRead()) {
                readers.add(left(user, rise.read()));
            }
        });
        return readers;
    }

    private Recipient left(String user, long read) {
        RosterMember reader = draft.memberOf(user);
        Unread.Count left = Unread.after(draft, reader, read);
        return Recipients.absolute(
                reader, left.unread(), left.mentions(), draft.ids().of(draft.chatId(), read));
    }

    private void advance(String user, Rise rise) {
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
        draft.fact(fact(user, stamp, kind(rise.ofRead()), now));
        draft.head().setMarked(stamp);
    }

    private static String kind(boolean read) {
        return read ? "read" : "delivered";
    }

    private void tellReaders(List<Recipient> readers) {
        if (!readers.isEmpty()) {
            draft.summary(draft.tick(), draft.head().getMarked(), "unread", new UnreadChanged("read"), readers);
        }
    }

    /** In a direct chat: to who reads what is left, to the other one how far they are. */
    private void tell(Advance advance) {
        if (advance.read()) {
            tellReaders(List.of(left(advance.user(), advance.upTo())));
        }
        long stamp = draft.tick();
        Receipt receipt = new Receipt(
                draft.ids().of(draft.chatId(), advance.upTo()),
                advance.user(),
                kind(advance.read()),
                Draft.timeOf(stamp));
        List<Recipient> other = Recipients.some(
                draft.members(), member -> !member.getUser().equals(advance.user()), member -> UnreadEffect.NONE);
        draft.summary(stamp, draft.head().getMarked(), "receipt", receipt, other);
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
