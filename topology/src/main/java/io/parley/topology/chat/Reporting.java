package io.parley.topology.chat;

import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.Message;
import io.parley.avro.MessageFacts;
import io.parley.avro.ReportFact;
import io.parley.avro.ReportMessage;
import io.parley.avro.state.CommandKind;
import io.parley.avro.state.DedupResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code report}: a member tells those who moderate of a message that they see. Once for each reporter and message, for
 * as long as reports are kept. Nobody in the chat hears of it. The words are not known here, so an edge is asked for them
 * once it is decided that the reporter may.
 */
final class Reporting {
    /** As long as {@code chat.reports} keeps a report. */
    static final Duration REMEMBERED = Duration.ofDays(90);

    /** Longer than a client's own id may be, so that none is ever the same. */
    private static final String ROW = "the report, by this user, of the message ";

    private Reporting() {}

    static Outcome decide(Draft draft, ReportMessage report) {
        return reported(draft, report.getMsgId())
                .or(draft::barred)
                .or(() -> Form.ofReport(report).map(fault -> draft.reject(fault.code(), fault.message())))
                .orElseGet(() -> Changing.onNamed(
                        draft, report.getMsgId(), (stamp, known) -> report(draft, report, stamp, known)));
    }

    /** The answer when this was done before. */
    private static Optional<Outcome> reported(Draft draft, String msgId) {
        OptionalLong message = draft.ids().stampOf(draft.chatId(), msgId);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        DedupResult first = draft.view().result(draft.chatId(), draft.user(), row(draft, message.getAsLong()));
        return first == null || first.getExpires() < draft.time()
                ? Optional.empty()
                : Optional.of(Outcome.answer(done(draft, first.getStamp())));
    }

    private static String row(Draft draft, long message) {
        return ROW + draft.ids().of(draft.chatId(), message);
    }

    private static Done done(Draft draft, long stamp) {
        return new Done(draft.chatId(), false, FactTopic.MESSAGES, stamp);
    }

    private static Outcome report(Draft draft, ReportMessage report, long message, Named.Known known) {
        if (known.entry().getSender() == null) {
            return draft.reject(Code.FORBIDDEN, "A system message can't be reported.");
        }
        MessageFacts facts = draft.command().getFacts();
        if (facts == null) {
            return draft.factsNeeded(report.getMsgId());
        }
        Message words = facts.getMessage();
        if (words == null) {
            return draft.reject(Code.UNAVAILABLE, "The message cannot be read yet. Reporting it again is safe.");
        }
        long stamp = draft.tick();
        draft.fact(fact(draft, stamp, report, words));
        long expires = draft.time() + REMEMBERED.toMillis();
        // The row's key says what was done; its kind is never looked at.
        DedupResult result =
                new DedupResult(CommandKind.MESSAGE, message, known.entry().getChatSeq(), stamp, expires);
        draft.change(new Change.PutResult(draft.user(), row(draft, message), result));
        return draft.done(done(draft, stamp));
    }

    @SuppressWarnings("NullAway") // fields that may be null, which the generated constructor does not say
    private static ReportFact fact(Draft draft, long stamp, ReportMessage report, Message words) {
        @Nullable String service = draft.command().getService();
        return new ReportFact(
                draft.ids().of(draft.chatId(), stamp),
                "reported",
                Draft.timeOf(stamp),
                stamp,
                draft.cause(),
                draft.chatId(),
                draft.head().getVersion(),
                draft.user(),
                service,
                report.getReason(),
                report.getText(),
                words);
    }
}
