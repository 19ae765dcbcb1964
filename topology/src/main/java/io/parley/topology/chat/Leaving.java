package io.parley.topology.chat;

import io.parley.avro.Recipient;
import io.parley.avro.RemoveMember;
import io.parley.avro.Role;
import io.parley.avro.Span;
import io.parley.avro.SystemEvent;
import io.parley.avro.state.RosterMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A member is removed or leaves. Who goes hears the {@code chat} event that says so, and nothing after it, the system
 * message included. Gone already is done already, also for who asks to leave. When the owner leaves, another follows;
 * so too when an app server removes the owner, which nobody else can.
 */
final class Leaving {
    private Leaving() {}

    static Outcome decide(Draft draft, RemoveMember remove) {
        boolean leaves = remove.getMember().equals(draft.user());
        return leaves ? leave(draft) : remove(draft, remove.getMember());
    }

    private static Outcome leave(Draft draft) {
        boolean gone = draft.made()
                && draft.member(draft.user()) == null
                && !draft.membership(draft.user()).getSpans().isEmpty();
        if (gone) {
            return Governing.done(draft, lastLeft(draft, draft.user()));
        }
        return draft.barred().orElseGet(() -> {
            if (draft.direct()) {
                return draft.reject(Code.FORBIDDEN, "A direct chat can't be left.");
            }
            return goes(draft, draft.caller());
        });
    }

    private static Outcome remove(Draft draft, String user) {
        return draft.barredFromModerating()
                .or(() -> notModerator(draft))
                .or(() -> gone(draft, user))
                .or(() -> outranked(draft, user))
                .orElseGet(() -> goes(draft, Objects.requireNonNull(draft.member(user), user)));
    }

    private static Outcome goes(Draft draft, RosterMember member) {
        long stamp = end(draft, member.getUser());
        if (member.getRole() == Role.OWNER) {
            Governing.succeed(draft);
        }
        Telling.changed(draft);
        return Governing.done(draft, stamp);
    }

    private static Optional<Outcome> notModerator(Draft draft) {
        if (!draft.byService()) {
            return Governing.notModerator(draft);
        }
        return draft.direct()
                ? Optional.of(draft.reject(Code.FORBIDDEN, "Nobody is removed from a direct chat."))
                : Optional.empty();
    }

    private static Optional<Outcome> gone(Draft draft, String user) {
        return draft.member(user) == null
                ? Optional.of(Governing.done(draft, lastLeft(draft, user)))
                : Optional.empty();
    }

    private static Optional<Outcome> outranked(Draft draft, String user) {
        RosterMember target = draft.member(user);
        boolean may = draft.byService()
                || draft.caller().getRole() == Role.OWNER
                || (target != null && target.getRole() == Role.MEMBER);
        return may ? Optional.empty() : Optional.of(draft.reject(Code.FORBIDDEN, "An admin may remove members only."));
    }

    private static long end(Draft draft, String user) {
        long stamp = Governing.change(draft);
        draft.replaceMembers(draft.members().stream()
                .filter(member -> !member.getUser().equals(user))
                .toList());
        draft.replaceMembership(user, Spans.closed(draft.membership(user), stamp));
        String event = "members_removed";
        List<String> users = List.of(user);
        List<Recipient> recipients = new ArrayList<>(Recipients.all(draft.members()));
        recipients.add(Recipients.leaving(user));
        Announcement.tell(draft, stamp, event, users, users, recipients);
        Talk.tell(draft, new SystemEvent(event, draft.user(), users, null));
        return stamp;
    }

    private static long lastLeft(Draft draft, String user) {
        List<Span> spans = draft.membership(user).getSpans();
        Long to = spans.isEmpty() ? null : spans.get(spans.size() - 1).getTo();
        return to == null ? 0 : to;
    }
}
