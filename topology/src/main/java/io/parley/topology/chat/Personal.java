package io.parley.topology.chat;

import io.parley.avro.SetBlocked;
import io.parley.avro.SetMuted;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.Membership;
import io.parley.avro.state.RosterMember;
import io.parley.ids.ChatIds;
import java.util.List;

/** What a user decides about a chat for themselves: muting, and blocking the other one of a direct chat. */
final class Personal {
    private Personal() {}

    static Outcome mute(Draft draft, SetMuted mute) {
        return draft.barred().orElseGet(() -> {
            Membership before = draft.membership(draft.user());
            if (draft.caller().getMuted() == mute.getMuted()) {
                return Governing.done(draft, before.getMutedBy());
            }
            long stamp = draft.tick();
            RosterMember me = draft.caller();
            replaceCaller(
                    draft,
                    new RosterMember(
                            me.getUser(),
                            me.getRole(),
                            me.getJoined(),
                            me.getChanged(),
                            mute.getMuted(),
                            me.getBlocked()));
            draft.replaceMembership(draft.user(), with(before, stamp, before.getBlocked(), before.getBlockedBy()));
            Announcement.tell(
                    draft,
                    stamp,
                    "muted",
                    List.of(),
                    List.of(draft.user()),
                    List.of(Recipients.of(draft.caller(), UnreadEffect.NONE)));
            return Governing.done(draft, stamp);
        });
    }

    /** The chat need not be made: who blocks may do so before the other one says a word. Nobody is told. */
    static Outcome block(Draft draft, SetBlocked block) {
        boolean pair = Form.areUsers(List.of(block.getBlocked()))
                && !block.getBlocked().equals(draft.user())
                && draft.chatId().equals(ChatIds.direct(draft.user(), block.getBlocked()));
        if (!pair) {
            return draft.reject(Code.BAD_REQUEST, "One blocks another user, in the direct chat of the two.");
        }
        Membership before = draft.membership(draft.user());
        if (before.getBlocked() == block.getOn()) {
            return Governing.done(draft, before.getBlockedBy());
        }
        long stamp = draft.tick();
        draft.replaceMembership(draft.user(), with(before, before.getMutedBy(), block.getOn(), stamp));
        if (draft.made()) {
            RosterMember me = draft.caller();
            replaceCaller(
                    draft,
                    new RosterMember(
                            me.getUser(), me.getRole(), me.getJoined(), me.getChanged(), me.getMuted(), block.getOn()));
        }
        Announcement.blocked(draft, stamp, block.getBlocked());
        return Governing.done(draft, stamp);
    }

    private static void replaceCaller(Draft draft, RosterMember now) {
        draft.replaceMembers(draft.members().stream()
                .map(member -> member.getUser().equals(now.getUser()) ? now : member)
                .toList());
    }

    private static Membership with(Membership m, long mutedBy, boolean blocked, long blockedBy) {
        return new Membership(
                m.getSpans(),
                m.getDelivered(),
                m.getDeliveredAt(),
                m.getRead(),
                m.getReadAt(),
                mutedBy,
                blocked,
                blockedBy);
    }
}
