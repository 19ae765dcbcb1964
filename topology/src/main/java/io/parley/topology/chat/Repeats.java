package io.parley.topology.chat;

import io.parley.avro.Ack;
import io.parley.avro.state.CommandKind;
import io.parley.avro.state.DedupResult;
import java.util.Optional;

/**
 * One {@code client_msg_id} of a sender in a chat has one effect. The result is kept, not only the id: a repeat gets the
 * first answer again, whatever has become of its sender's rights since. A rejection is not remembered.
 */
final class Repeats {
    private Repeats() {}

    /** The answer when this was done before. It comes before every right. */
    static Optional<Outcome> answered(Draft draft, CommandKind kind, String clientMsgId) {
        DedupResult first = draft.view().result(draft.chatId(), draft.user(), clientMsgId);
        if (first == null || first.getExpires() < draft.time()) {
            return Optional.empty();
        }
        if (first.getKind() != kind) {
            return Optional.of(
                    draft.reject(Code.BAD_REQUEST, "client_msg_id was used for another kind of command in this chat."));
        }
        return Optional.of(Outcome.answer(ack(draft, clientMsgId, first, true)));
    }

    /** Ends the draft with the ack of what it did, and remembers it. */
    static Outcome remember(Draft draft, CommandKind kind, String clientMsgId, long message, long chatSeq, long stamp) {
        long expires = draft.time() + draft.config().dedup().toMillis();
        DedupResult result = new DedupResult(kind, message, chatSeq, stamp, expires);
        draft.change(new Change.PutResult(draft.user(), clientMsgId, result));
        return draft.done(ack(draft, clientMsgId, result, false));
    }

    private static Ack ack(Draft draft, String clientMsgId, DedupResult result, boolean repeated) {
        return new Ack(
                clientMsgId,
                draft.chatId(),
                draft.ids().of(draft.chatId(), result.getMessage()),
                result.getChatSeq(),
                Draft.timeOf(result.getMessage()),
                repeated,
                result.getStamp());
    }
}
