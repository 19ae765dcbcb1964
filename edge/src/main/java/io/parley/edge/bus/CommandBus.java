package io.parley.edge.bus;

import io.parley.avro.ChatCommand;
import io.parley.avro.Reply;
import io.parley.avro.UserCommand;
import java.util.concurrent.CompletionStage;

/**
 * Commands whose outcome a call awaits. The bus gives each its origin, so callers leave {@code origin} and
 * {@code facts} null; it answers {@code FactsNeeded} itself by looking the message up and asking again.
 *
 * <p>The stage never completes exceptionally. When the log cannot be reached, too many calls wait already, or no reply
 * comes within {@code edge.request.timeout.ms}, the result is a {@code Rejected} with the code {@code unavailable}:
 * the outcome is then unknown. Continuations run on a bus thread and must not block it.
 */
public interface CommandBus {
    CompletionStage<Reply> submit(ChatCommand command);

    CompletionStage<Reply> submit(UserCommand command);
}
