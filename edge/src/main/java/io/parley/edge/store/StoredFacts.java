package io.parley.edge.store;

import io.parley.avro.MessageFacts;
import io.parley.edge.bus.MessageFactsLookup;
import io.parley.ids.TimeUuid;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What never changes of a message, and what it is now, from the tables: who may see it is decided by who asked for it, not here. */
public final class StoredFacts implements MessageFactsLookup {
    private final Tables tables;
    private final History history;

    public StoredFacts(Tables tables) {
        this.tables = tables;
        this.history = new History(tables, Recent.NONE);
    }

    @Override
    public CompletionStage<MessageFacts> find(String chatId, String msgId) {
        UUID id = TimeUuid.parse(msgId);
        if (id == null) {
            return CompletableFuture.completedFuture(facts(msgId, Optional.empty()));
        }
        return tables.chat(chatId)
                .thenCompose(chat -> chat.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<StoredMessage>empty())
                        : history.find(chat.get(), id))
                .thenApply(found -> facts(msgId, found.filter(message -> message.seq() > 0)));
    }

    private static MessageFacts facts(String msgId, Optional<StoredMessage> found) {
        MessageFacts facts = new MessageFacts();
        facts.setMsgId(msgId);
        facts.setFound(found.isPresent());
        facts.setMentions(List.of());
        found.map(StoredMessage::message).ifPresent(message -> {
            facts.setChatSeq(message.getChatSeq());
            facts.setSender(message.getSender());
            facts.setDeleted(message.getDeletedAt() != null);
            facts.setMentions(message.getMentions());
            facts.setMessage(message);
        });
        return facts;
    }
}
