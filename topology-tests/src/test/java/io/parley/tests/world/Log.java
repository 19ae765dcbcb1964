package io.parley.tests.world;

import io.parley.avro.ChatState;
import io.parley.avro.InboxBatch;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.ProfileFact;
import io.parley.avro.UserChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The public topics as a reader of committed records sees them, in order, with an index of messages. */
public final class Log {
    private final List<MessageFact> messages = new ArrayList<>();
    private final List<MemberFact> members = new ArrayList<>();
    private final List<MarkFact> marks = new ArrayList<>();
    private final List<UserChange> changes = new ArrayList<>();
    private final List<ProfileFact> profiles = new ArrayList<>();
    private final List<InboxBatch> inbox = new ArrayList<>();
    private final Map<String, Message> byId = new HashMap<>();
    private final Map<SpecificRecord, String> keys = new IdentityHashMap<>();

    void append(String key, SpecificRecord value) {
        if (value instanceof MessageFact fact) {
            messages.add(fact);
            if (fact.getFact() instanceof Message message) {
                byId.put(message.getMsgId(), message);
            }
        } else if (value instanceof MemberFact fact) {
            members.add(fact);
        } else if (value instanceof MarkFact fact) {
            marks.add(fact);
        } else if (value instanceof ProfileFact fact) {
            profiles.add(fact);
        } else {
            throw new IllegalStateException("no public fact: " + value);
        }
        keys.put(value, key);
    }

    void append(UserChange change) {
        changes.add(change);
    }

    void crossed(InboxBatch batch) {
        inbox.add(batch);
    }

    public String keyOf(SpecificRecord fact) {
        return keys.getOrDefault(fact, "");
    }

    public List<MessageFact> messages() {
        return messages;
    }

    public List<MemberFact> members() {
        return members;
    }

    public List<MarkFact> marks() {
        return marks;
    }

    public List<UserChange> changes() {
        return changes;
    }

    public List<ProfileFact> profiles() {
        return profiles;
    }

    /** Records of user.inbox, with the shard that they went to. */
    public List<InboxBatch> inbox() {
        return inbox;
    }

    public Optional<Message> message(String msgId) {
        return Optional.ofNullable(byId.get(msgId));
    }

    /** A chat's messages in the order of the log, system ones too. */
    public Stream<Message> talk(String chatId) {
        return messages.stream()
                .filter(fact -> fact.getChatId().equals(chatId))
                .map(MessageFact::getFact)
                .filter(Message.class::isInstance)
                .map(Message.class::cast);
    }

    /** A member's last state. */
    public Optional<MemberState> member(String chatId, String user) {
        return members.stream()
                .filter(fact -> fact.getChatId().equals(chatId))
                .map(MemberFact::getFact)
                .filter(MemberState.class::isInstance)
                .map(MemberState.class::cast)
                .filter(state -> state.getUser().equals(user))
                .reduce((first, second) -> second);
    }

    /** A chat's last state. */
    public Optional<ChatState> chat(String chatId) {
        return members.stream()
                .filter(fact -> fact.getChatId().equals(chatId))
                .map(MemberFact::getFact)
                .filter(ChatState.class::isInstance)
                .map(ChatState.class::cast)
                .reduce((first, second) -> second);
    }

    /** A member's last marks. */
    public Optional<MarkFact> mark(String chatId, String user) {
        return marks.stream()
                .filter(fact ->
                        fact.getChatId().equals(chatId) && fact.getUser().equals(user))
                .reduce((first, second) -> second);
    }
}
