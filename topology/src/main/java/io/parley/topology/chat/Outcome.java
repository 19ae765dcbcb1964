package io.parley.topology.chat;

import io.parley.avro.Reply;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to. A rejection has an answer and nothing else: it leaves no trace.
 *
 * @param answer an {@code Ack}, {@code Done}, {@code Rejected} or {@code FactsNeeded}; null when none is owed
 * @param replies the same to those of whom something came with the command
 * @param facts records of {@code chat.messages}, {@code chat.members}, {@code chat.marks} and {@code chat.reports}, in their
 *     order
 * @param events what members must hear, in its order
 * @param changes writes to chat's own state
 */
public record Outcome(
        @Nullable Object answer,
        List<Reply> replies,
        List<SpecificRecord> facts,
        List<Event> events,
        List<Change> changes) {

    static Outcome answer(Object answer) {
        return new Outcome(answer, List.of(), List.of(), List.of(), List.of());
    }

    static Outcome nothing() {
        return new Outcome(null, List.of(), List.of(), List.of(), List.of());
    }
}
