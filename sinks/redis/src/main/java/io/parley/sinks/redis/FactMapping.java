package io.parley.sinks.redis;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.MessageFact;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.UserChange;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.UnknownKindException;
import io.parley.sinks.redis.RedisWrite.SetEdges;
import io.parley.sinks.redis.RedisWrite.SetUnread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What a record of the log changes in Redis. */
final class FactMapping implements Mapping<RedisWrite> {

    @Override
    public List<RedisWrite> writes(SpecificRecord fact) throws PoisonException {
        if (fact instanceof MessageFact message) {
            return List.of(RecentMessages.of(message));
        }
        if (fact instanceof UserChange change) {
            return changes(change);
        }
        throw unknown(fact);
    }

    private static List<RedisWrite> changes(UserChange fact) throws PoisonException {
        Object what = fact.getChange();
        if (what instanceof ChatChange change) {
            return unread(change);
        }
        if (what instanceof SessionsChange sessions) {
            return List.of(edges(fact, sessions));
        }
        throw unknown(what);
    }

    private static List<RedisWrite> unread(ChatChange change) throws PoisonException {
        String chat = id("chat_id", change.getChatId());
        List<RedisWrite> writes = new ArrayList<>(change.getEntries().size());
        for (ChangeEntry entry : change.getEntries()) {
            @Nullable Integer count = entry.getRole() == null ? null : (Integer) entry.getUnread();
            writes.add(new SetUnread(id("user", entry.getUser()), chat, entry.getSeq(), count));
        }
        return writes;
    }

    private static RedisWrite edges(UserChange fact, SessionsChange change) throws PoisonException {
        Map<String, String> connections = new LinkedHashMap<>();
        for (SessionRef session : change.getSessions()) {
            String connection = session.getSlot() + " " + session.getEpoch() + " " + session.getConnection();
            connections.put(session.getDevice(), connection);
        }
        return new SetEdges(id("user", change.getUser()), fact.getStamp(), connections);
    }

    static String id(String what, @Nullable String id) throws PoisonException {
        if (id == null || id.isEmpty()) {
            throw new PoisonException("a record without " + what);
        }
        return id;
    }

    static UnknownKindException unknown(Object kind) {
        return new UnknownKindException(
                "the Redis sink does not know " + kind.getClass().getSimpleName());
    }
}
