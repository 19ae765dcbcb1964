package io.parley.topology.chat;

import io.parley.avro.MessageFacts;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.RosterMember;
import java.util.OptionalLong;

/**
 * Finds the message that a command names. A member sees what was said while they were a member, and is told of anything
 * else that it is not there.
 */
final class Lookup {
    private Lookup() {}

    static Named find(Draft draft, String msgId) {
        OptionalLong stamp = draft.ids().stampOf(draft.chatId(), msgId);
        boolean seen = stamp.isPresent() && sees(draft, draft.user(), stamp.getAsLong());
        return seen ? find(draft, stamp.getAsLong(), msgId) : new Named.Unknown();
    }

    /** For who moderates without being a member. */
    static Named findUnseen(Draft draft, String msgId) {
        OptionalLong stamp = draft.ids().stampOf(draft.chatId(), msgId);
        return stamp.isPresent() ? find(draft, stamp.getAsLong(), msgId) : new Named.Unknown();
    }

    private static Named find(Draft draft, long stamp, String msgId) {
        IndexEntry entry = draft.view().indexed(draft.chatId(), stamp);
        if (entry != null) {
            return new Named.Known(stamp, entry, true);
        }
        if (stamp >= draft.head().getIndexFloor()) {
            return new Named.Unknown();
        }
        return fromFacts(draft, stamp, msgId);
    }

    private static Named fromFacts(Draft draft, long stamp, String msgId) {
        MessageFacts facts = draft.command().getFacts();
        if (facts == null || !facts.getMsgId().equalsIgnoreCase(msgId)) {
            return new Named.TooOld();
        }
        if (!facts.getFound()) {
            return new Named.Unknown();
        }
        IndexEntry entry =
                new IndexEntry(facts.getChatSeq(), facts.getSender(), facts.getMentions(), facts.getDeleted(), true);
        return new Named.Known(stamp, entry, false);
    }

    static boolean sees(Draft draft, String user, long stamp) {
        RosterMember member = draft.member(user);
        boolean inThisSpan = member != null && member.getJoined() <= stamp;
        return inThisSpan || Spans.contain(draft.membership(user).getSpans(), stamp);
    }
}
