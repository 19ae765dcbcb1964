package io.parley.topology.chat;

import io.parley.avro.Recipient;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.RosterMember;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Those who must hear an event, with what it does to their unread state. */
final class Recipients {
    private Recipients() {}

    static List<Recipient> all(List<RosterMember> members, Function<RosterMember, UnreadEffect> effect) {
        List<Recipient> recipients = new ArrayList<>(members.size());
        for (RosterMember member : members) {
            recipients.add(of(member, effect.apply(member)));
        }
        return recipients;
    }

    static List<Recipient> all(List<RosterMember> members) {
        return all(members, member -> UnreadEffect.NONE);
    }

    static List<Recipient> some(
            List<RosterMember> members, Predicate<RosterMember> who, Function<RosterMember, UnreadEffect> effect) {
        return all(members.stream().filter(who).toList(), effect);
    }

    static Recipient of(RosterMember member, UnreadEffect effect) {
        return new Recipient(member.getUser(), effect, member.getRole(), member.getMuted(), 0, 0, null);
    }

    static Recipient absolute(RosterMember member, int unread, int mentions, String read) {
        return new Recipient(
                member.getUser(), UnreadEffect.SET, member.getRole(), member.getMuted(), unread, mentions, read);
    }

    static Recipient leaving(String user) {
        return new Recipient(user, UnreadEffect.LEAVE, null, false, 0, 0, null);
    }
}
