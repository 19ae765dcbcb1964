package io.parley.edge.bus;

import io.parley.avro.MessageFacts;
import java.util.concurrent.CompletionStage;

/**
 * Looks up what never changes of a message that is too old for its chat's index, and its words for who reports it. A message that the tables do not hold
 * gives facts with {@code found} false; a table that cannot be read completes exceptionally.
 */
public interface MessageFactsLookup {
    CompletionStage<MessageFacts> find(String chatId, String msgId);
}
