package io.parley.topology.chat;

import io.parley.avro.SendMessage;
import io.parley.avro.state.CommandKind;
import io.parley.avro.state.RosterMember;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code message}: any member says something, unless the other one of a direct chat is blocked or blocks. */
final class Sending {
    private static final Set<String> TYPES = Set.of(Talk.TEXT, "image", "file");

    private Sending() {}

    static Outcome decide(Draft draft, SendMessage send) {
        return Repeats.answered(draft, CommandKind.MESSAGE, send.getClientMsgId())
                .or(draft::barred)
                .or(() -> blocked(draft))
                .or(() -> malformed(draft, send))
                .or(() -> badReply(draft, send.getReplyTo()))
                .orElseGet(() -> say(draft, send));
    }

    private static Optional<Outcome> blocked(Draft draft) {
        boolean blocked = draft.direct() && draft.members().stream().anyMatch(RosterMember::getBlocked);
        return blocked
                ? Optional.of(draft.reject(Code.BLOCKED, "One of the two has blocked the other."))
                : Optional.empty();
    }

    /** The edge has checked the form; what comes past it must not become a message all the same. */
    private static Optional<Outcome> malformed(Draft draft, SendMessage send) {
        return Form.ofMessage(send).map(fault -> draft.reject(fault.code(), fault.message()));
    }

    private static Optional<Outcome> badReply(Draft draft, @Nullable String replyTo) {
        if (replyTo == null) {
            return Optional.empty();
        }
        Named named = Lookup.find(draft, replyTo);
        if (named instanceof Named.TooOld) {
            return Optional.of(draft.factsNeeded(replyTo));
        }
        return named instanceof Named.Unknown ? Optional.of(draft.noSuchMessage()) : Optional.empty();
    }

    private static Outcome say(Draft draft, SendMessage send) {
        Talk.Saying saying = new Talk.Saying(
                send.getClientMsgId(),
                send.getMsgType(),
                send.getContent(),
                canonical(draft, send.getReplyTo()),
                mentions(draft, send.getMentions()),
                send.getFile(),
                send.getData(),
                send.getKeyId());
        long stamp = Talk.say(draft, saying);
        return Repeats.remember(
                draft,
                CommandKind.MESSAGE,
                send.getClientMsgId(),
                stamp,
                draft.head().getLastSeq(),
                stamp);
    }

    private static @Nullable String canonical(Draft draft, @Nullable String msgId) {
        OptionalLong stamp = draft.ids().stampOf(draft.chatId(), msgId);
        return stamp.isPresent() ? draft.ids().of(draft.chatId(), stamp.getAsLong()) : null;
    }

    static boolean isType(String type) {
        return TYPES.contains(type);
    }

    /** Those who are members, each once. */
    static List<String> mentions(Draft draft, List<String> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        return new LinkedHashSet<>(wanted)
                .stream().filter(user -> draft.member(user) != null).toList();
    }
}
