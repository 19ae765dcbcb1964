package io.parley.topology.chat;

import io.parley.avro.Recipient;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.RosterMember;
import io.parley.avro.state.Sender;
import io.parley.avro.state.Untold;
import io.parley.topology.Retold;
import io.parley.topology.chat.StatusLine.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells senders how far their messages are in a group, in rounds that keep a distance: the first change is told at once,
 * what comes after it waits for the next round, so that the last word is always told and never one for each mark. A round
 * compares what is so with what was told, and tells each sender one thing.
 */
final class Telling {
    private Telling() {}

    /** A member said something. What it was told of the message before stays true, so that one is kept until it is read. */
    static void said(Draft draft, String user, long stamp) {
        if (draft.direct()) {
            return;
        }
        Sender before = draft.view().sender(draft.chatId(), user);
        if (before == null) {
            draft.change(new Change.PutSender(user, new Sender(stamp, null, null, null, null)));
            return;
        }
        if (before.getNewest() > Owed.covered(before.getRead())) {
            draft.change(new Change.PutSent(user, before.getNewest()));
        }
        draft.change(new Change.PutSender(
                user, new Sender(stamp, before.getRead(), before.getDelivered(), before.getSent(), before.getLast())));
    }

    /** A message left the index: whether all have read it is no longer told, except that a newer one is. */
    static void forgotten(Draft draft, @Nullable String user, long stamp) {
        if (user == null || draft.direct()) {
            return;
        }
        if (draft.view().newestSent(draft.chatId(), user, stamp, stamp) == stamp) {
            draft.change(new Change.DropSent(user, stamp));
        }
    }

    /** In this draft something happened that may change how far messages are. */
    static void changed(Draft draft) {
        if (draft.direct()) {
            return;
        }
        Untold before = draft.view().untold(draft.chatId());
        if (isTime(draft, draft.time())) {
            round(draft, draft.time(), before, true);
        } else if (before == null) {
            draft.change(new Change.PutUntold(new Untold(draft.cause(), null, false)));
        } else if (before.getAfter() != null && !before.getAgain()) {
            draft.change(new Change.PutUntold(new Untold(draft.cause(), before.getAfter(), true)));
        }
    }

    /** Time has passed. */
    static void goOn(Draft draft, long now) {
        Untold before = draft.view().untold(draft.chatId());
        if (before != null && isTime(draft, now)) {
            round(draft, now, before, false);
        }
    }

    /** A clock that jumped must not silence a group, so a last round that lies far ahead is one long ago. */
    private static boolean isTime(Draft draft, long now) {
        long apart = Math.abs(now - draft.head().getToldAt());
        return apart >= draft.config().receipts().interval().toMillis();
    }

    private static void round(Draft draft, long now, @Nullable Untold before, boolean changed) {
        String after = before == null ? null : before.getAfter();
        boolean again = before != null && after != null && (changed || before.getAgain());
        Round round = new Round(draft);
        round.run(after);
        draft.head().setToldAt(now);
        if (round.cutAt != null) {
            draft.change(new Change.PutUntold(new Untold(draft.cause(), round.cutAt, again || round.owesMore)));
        } else if (again || round.owesMore) {
            draft.change(new Change.PutUntold(new Untold(draft.cause(), null, false)));
        } else if (before != null) {
            draft.change(new Change.DropUntold());
        }
    }

    /** One look at so many senders as one round may cost. */
    private static final class Round {
        private final Draft draft;
        private @Nullable Standing standing;
        private boolean owesMore;
        private @Nullable String cutAt;

        Round(Draft draft) {
            this.draft = draft;
        }

        void run(@Nullable String after) {
            List<RosterMember> members = draft.members();
            int left = draft.config().receipts().senders();
            String last = null;
            for (RosterMember member : members.subList(startOf(members, after), members.size())) {
                Sender sender = draft.view().sender(draft.chatId(), member.getUser());
                if (sender == null) {
                    continue;
                }
                if (left-- == 0) {
                    cutAt = last;
                    return;
                }
                tell(member, sender);
                last = member.getUser();
            }
        }

        private static int startOf(List<RosterMember> members, @Nullable String after) {
            for (int i = 0; after != null && i < members.size(); i++) {
                if (members.get(i).getUser().equals(after)) {
                    return i + 1;
                }
            }
            return 0;
        }

        private void tell(RosterMember member, Sender sender) {
            String user = member.getUser();
            List<StatusLine> lines = new Owed(user, sender, standing(), (from, to) -> draft.view()
                            .newestSent(draft.chatId(), user, from, to))
                    .lines();
            if (lines.isEmpty()) {
                return;
            }
            StatusLine line = Owed.next(lines, sender.getLast());
            owesMore |= lines.size() > 1;
            List<Recipient> recipient = List.of(Recipients.of(member, UnreadEffect.NONE));
            draft.summary(
                    draft.tick(),
                    draft.head().getMarked(),
                    Retold.STATUS,
                    line.toEvent(draft.ids(), draft.chatId()),
                    recipient);
            draft.change(new Change.PutSender(user, Owed.told(sender, line)));
            if (line.status() == Status.READ) {
                drop(user, line.message());
            }
        }

        /** What all have read needs no place any more; in steps, because somebody may come back after years. */
        private void drop(String user, long upTo) {
            long stamp = draft.view().oldestSent(draft.chatId(), user, 0, upTo);
            for (int i = 0; stamp > 0 && i < draft.config().trimStep(); i++) {
                draft.change(new Change.DropSent(user, stamp));
                stamp = draft.view().oldestSent(draft.chatId(), user, stamp + 1, upTo);
            }
        }

        private Standing standing() {
            if (standing == null) {
                standing = Standing.of(draft);
            }
            return standing;
        }
    }
}
