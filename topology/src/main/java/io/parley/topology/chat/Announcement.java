package io.parley.topology.chat;

import io.parley.avro.ChatEvent;
import io.parley.avro.ChatInfo;
import io.parley.avro.ChatState;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Peer;
import io.parley.avro.Recipient;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.Membership;
import io.parley.avro.state.RosterMember;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a chat that came to be or changed: the facts of {@code chat.members}, those of members first and the chat's
 * last, so that a reader who has the chat's has all; and the {@code chat} event, with the same stamp.
 */
final class Announcement {
    private Announcement() {}

    /** @param changed whose membership changed; their state must be in the draft already */
    static void tell(
            Draft draft,
            long stamp,
            String event,
            List<String> users,
            List<String> changed,
            List<Recipient> recipients) {
        tell(draft, stamp, event, users, changed, recipients, Map.of());
    }

    /** @param names display names of members, as far as they are known */
    static void tell(
            Draft draft,
            long stamp,
            String event,
            List<String> users,
            List<String> changed,
            List<Recipient> recipients,
            Map<String, String> names) {
        facts(draft, stamp, event, changed);
        ChatEvent what = new ChatEvent(event, draft.user(), users, info(draft), peers(draft, names));
        draft.event(stamp, "chat", what, recipients);
    }

    static void facts(Draft draft, long stamp, String kind, List<String> changed) {
        for (String user : changed) {
            draft.fact(fact(draft, stamp, "/" + user, kind, memberState(draft, user, peer(draft, user))));
        }
        chatFact(draft, stamp, kind);
    }

    /** Of the caller in a direct chat that need not be made, so that its members may not be known. */
    static void blocked(Draft draft, long stamp, String peer) {
        draft.fact(fact(draft, stamp, "/" + draft.user(), "blocked", memberState(draft, draft.user(), peer)));
        chatFact(draft, stamp, "blocked");
    }

    private static void chatFact(Draft draft, long stamp, String kind) {
        if (draft.made()) {
            draft.fact(fact(draft, stamp, "", kind, chatState(draft)));
        }
    }

    private static MemberFact fact(Draft draft, long stamp, String suffix, String kind, Object state) {
        return new MemberFact(
                draft.ids().of(draft.chatId(), stamp) + suffix,
                kind,
                Draft.timeOf(stamp),
                stamp,
                draft.cause(),
                draft.chatId(),
                draft.head().getVersion(),
                state);
    }

    private static ChatState chatState(Draft draft) {
        ChatHead head = draft.head();
        return new ChatState(
                head.getType(),
                head.getName(),
                Draft.timeOf(head.getCreated()),
                Objects.requireNonNull(head.getCreatedBy()),
                draft.members().size());
    }

    private static @Nullable String peer(Draft draft, String user) {
        return draft.direct()
                ? draft.members().stream()
                        .map(RosterMember::getUser)
                        .filter(other -> !other.equals(user))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    @SuppressWarnings("NullAway") // a field that may be null, which the generated constructor does not say
    private static MemberState memberState(Draft draft, String user, @Nullable String peer) {
        RosterMember member = draft.member(user);
        Membership membership = draft.membership(user);
        return new MemberState(
                user,
                member == null ? null : member.getRole(),
                Draft.timeOf(Spans.lastJoined(membership)),
                membership.getSpans(),
                member != null && member.getMuted(),
                membership.getBlocked(),
                peer);
    }

    private static ChatInfo info(Draft draft) {
        ChatHead head = draft.head();
        return new ChatInfo(
                draft.chatId(),
                head.getType(),
                head.getName(),
                head.getVersion(),
                Draft.timeOf(head.getCreated()),
                draft.members().size());
    }

    private static List<Peer> peers(Draft draft, Map<String, String> names) {
        return draft.direct()
                ? draft.members().stream()
                        .map(member -> peer(draft, member.getUser(), names.get(member.getUser())))
                        .toList()
                : List.of();
    }

    private static Peer peer(Draft draft, String user, @Nullable String name) {
        Membership membership = draft.membership(user);
        return new Peer(
                user,
                name,
                draft.ids().orNull(draft.chatId(), membership.getDelivered()),
                draft.ids().orNull(draft.chatId(), membership.getRead()));
    }
}
