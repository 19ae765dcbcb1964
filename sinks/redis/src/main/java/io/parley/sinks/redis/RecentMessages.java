package io.parley.sinks.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.redis.RedisWrite.AddRecent;
import io.parley.sinks.redis.RedisWrite.AmendRecent;
import java.util.ArrayList;
import java.util.List;

/** What a fact about a message changes among the newest of its chat. A change brings the chat's version of its time. */
final class RecentMessages {
    private RecentMessages() {}

    static RedisWrite of(MessageFact fact) throws PoisonException {
        String chat = FactMapping.id("chat_id", fact.getChatId());
        Object what = fact.getFact();
        if (what instanceof Message message) {
            String json = MessageJson.of(message, fact.getVersion()).toString();
            return new AddRecent(chat, seq(message.getChatSeq()), fact.getStamp(), json.substring(1));
        }
        if (what instanceof MessageEdited edited) {
            return amend(fact, edited.getChatSeq(), edit(fact, edited));
        }
        if (what instanceof MessageDeleted deleted) {
            return amend(fact, deleted.getChatSeq(), deletion(fact, deleted));
        }
        if (what instanceof MessageReaction reaction) {
            return amend(fact, reaction.getChatSeq(), reaction(reaction));
        }
        throw FactMapping.unknown(what);
    }

    private static RedisWrite amend(MessageFact fact, long chatSeq, ObjectNode change) throws PoisonException {
        return new AmendRecent(fact.getChatId(), seq(chatSeq), fact.getStamp(), change.toString());
    }

    private static ObjectNode edit(MessageFact fact, MessageEdited edited) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        ObjectNode set = change.putObject("set").put("version", fact.getVersion());
        set.put("content", edited.getContent());
        set.put("edited_at", MessageJson.time(edited.getEditedAt()));
        List<String> clear = new ArrayList<>();
        if (edited.getKeyId() == null) {
            clear.add("key_id");
        } else {
            set.put("key_id", edited.getKeyId());
        }
        if (edited.getMentions().isEmpty()) {
            clear.add("mentions");
        } else {
            edited.getMentions().forEach(set.putArray("mentions")::add);
        }
        if (!clear.isEmpty()) {
            clear.forEach(change.putArray("clear")::add);
        }
        return change;
    }

    private static ObjectNode deletion(MessageFact fact, MessageDeleted deleted) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("set")
                .put("version", fact.getVersion())
                .put("deleted_at", MessageJson.time(deleted.getDeletedAt()));
        List.of("content", "file", "reactions").forEach(change.putArray("clear")::add);
        return change;
    }

    /** The message itself is as it was, and so is the version under which it is shown. */
    private static ObjectNode reaction(MessageReaction reaction) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("reaction").put("emoji", reaction.getEmoji()).put("count", reaction.getCount());
        return change;
    }

    private static long seq(long chatSeq) throws PoisonException {
        if (chatSeq < 1) {
            throw new PoisonException("chat_seq " + chatSeq + ": it counts from 1");
        }
        return chatSeq;
    }
}
