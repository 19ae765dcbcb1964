package io.parley.sinks.webhook;

import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.SystemEvent;
import io.parley.ids.TimeUuid;
import io.parley.keys.Opener;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.RecordMapping;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnknownKindException;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A fact of a chat is one event, when its type and its chat are wanted. A type that this release does not know stops the
 * sink also when only others are wanted: nobody can say that it is none of them.
 */
final class FactMapping implements RecordMapping<Delivery> {
    /**
     * An event's id: that of its record, which holds the shard, a hash of the chat and the event's own stamp. Fixed by the
     * log, so it is the same at every delivery; it has no full stop, which would part what is signed at another place.
     */
    private static final String ID_PREFIX = "evt_";

    private final Set<String> types;
    private final Set<String> chats;
    private final SinkContents contents;

    /**
     * @param types what is wanted; all when empty
     * @param chats likewise
     */
    FactMapping(Set<String> types, Set<String> chats, SinkContents contents) {
        this.contents = contents;
        this.types = Set.copyOf(types);
        this.chats = Set.copyOf(chats);
    }

    @Override
    public List<Delivery> writes(SpecificRecord fact, SinkRecord origin) throws PoisonException {
        if (!(fact instanceof MessageFact event)) {
            throw new UnknownKindException(
                    "webhooks do not know " + fact.getSchema().getName());
        }
        EventType type = type(event.getFact());
        if (!isWanted(types, type.word()) || !isWanted(chats, event.getChatId())) {
            return List.of();
        }
        if (!TimeUuid.isTimeUuid(event.getEventId())) {
            throw new PoisonException("event_id is no TimeUUID, so that nobody could tell the event from others");
        }
        Object told = opened(event.getFact());
        byte[] body = EventJson.of(told == event.getFact() ? type : type(told), event.getEventTime(), told);
        return List.of(new Delivery(event.getChatId(), ID_PREFIX + event.getEventId(), body, origin));
    }

    /** What was encrypted, in plain; an edit whose key was destroyed is told as a deletion, as to members. */
    private Object opened(Object fact) {
        if (fact instanceof Message message) {
            contents.openerOf(Opener.keysOf(message)).open(message);
        } else if (fact instanceof MessageEdited edited && edited.getKeyId() != null) {
            if (!contents.openerOf(Set.of(edited.getKeyId())).open(edited)) {
                return new MessageDeleted(
                        edited.getMsgId(),
                        edited.getChatId(),
                        edited.getChatSeq(),
                        edited.getSender(),
                        edited.getEditedAt(),
                        edited.getSender());
            }
        }
        return fact;
    }

    private static boolean isWanted(Set<String> wanted, String one) {
        return wanted.isEmpty() || wanted.contains(one);
    }

    private static EventType type(Object fact) {
        if (fact instanceof Message message) {
            SystemEvent event = message.getEvent();
            return event == null
                    ? EventType.MESSAGE_CREATED
                    : EventType.ofChat(event.getKind()).orElseThrow(() -> unknown(event.getKind()));
        }
        if (fact instanceof MessageEdited) {
            return EventType.MESSAGE_EDITED;
        }
        if (fact instanceof MessageDeleted) {
            return EventType.MESSAGE_DELETED;
        }
        if (fact instanceof MessageReaction reaction) {
            return reaction.getAdded() ? EventType.REACTION_ADDED : EventType.REACTION_REMOVED;
        }
        throw unknown(fact.getClass().getSimpleName());
    }

    private static UnknownKindException unknown(String kind) {
        return new UnknownKindException("webhooks do not know events of kind " + kind);
    }
}
