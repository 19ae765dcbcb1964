package io.parley.sinks.it;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.ChatState;
import io.parley.avro.ChatType;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.ProfileFact;
import io.parley.avro.Role;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.Span;
import io.parley.avro.Topics;
import io.parley.avro.UserChange;
import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group and what is said in it, as records of all five topics. Each event has the next stamp. */
final class Talk {
    private static final long T0 = 1_795_514_400_000_000L;

    private final Log log;
    private final String chat;
    private final List<String> members;
    private final List<Long> said = new ArrayList<>();
    private final Map<String, Long> reach = new HashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private long stamp;

    Talk(Log log, String chat, String... members) {
        this.log = log;
        this.chat = chat;
        this.members = List.of(members);
        this.stamp = T0 + Math.floorMod(chat.hashCode(), 1_000_000) * 1_000L;
    }

    String chat() {
        return chat;
    }

    /** The columns of the chat that say how far it is written, and the stamps that they must have reached. */
    Map<String, Long> reach() {
        return reach;
    }

    /** Each user's seq that their partition must reflect. */
    Map<String, Long> seqs() {
        return seqs;
    }

    UUID id(int chatSeq) {
        return TimeUuid.of(said.get(chatSeq - 1), 0, chat);
    }

    List<Log.Entry> created() {
        stamp++;
        List<Log.Entry> entries = new ArrayList<>();
        for (String user : members) {
            entries.add(member(user, stamp, 1, Role.MEMBER, new Span(stamp, null)));
            entries.add(log.entry(
                    Topics.USER_PROFILES,
                    user,
                    new ProfileFact("e" + stamp, "profile", at(), stamp, null, user, "Name of " + user, null)));
        }
        entries.add(chatState(1));
        entries.add(told(FactTopic.MEMBERS, null, Role.MEMBER));
        return entries;
    }

    List<Log.Entry> say(String text) {
        stamp++;
        said.add(stamp);
        Message message = Message.newBuilder()
                .setMsgId(id(said.size()).toString())
                .setChatId(chat)
                .setChatSeq(said.size())
                .setSender(members.get(0))
                .setMsgType("text")
                .setContent(text)
                .setCreatedAt(at())
                .setMentions(List.of())
                .build();
        return List.of(fact("message", message), told(FactTopic.MESSAGES, message.getMsgId(), Role.MEMBER));
    }

    List<Log.Entry> edit(int chatSeq, String text) {
        stamp++;
        return List.of(fact(
                "edited",
                new MessageEdited(
                        id(chatSeq).toString(),
                        chat,
                        (long) chatSeq,
                        members.get(0),
                        text,
                        List.of(),
                        at(),
                        "ann",
                        null)));
    }

    List<Log.Entry> delete(int chatSeq) {
        stamp++;
        return List.of(fact(
                "deleted",
                new MessageDeleted(id(chatSeq).toString(), chat, (long) chatSeq, members.get(0), at(), "ann")));
    }

    List<Log.Entry> react(int chatSeq, String user, boolean added) {
        stamp++;
        return List.of(fact(
                "reaction",
                new MessageReaction(id(chatSeq).toString(), chat, (long) chatSeq, "👍", added, user, added ? 1 : 0)));
    }

    List<Log.Entry> read(String user, int chatSeq) {
        stamp++;
        String id = id(chatSeq).toString();
        reach.put("marks_upto", stamp);
        return List.of(log.entry(
                Topics.CHAT_MARKS,
                chat + "/" + user,
                new MarkFact("e" + stamp, "read", at(), stamp, null, chat, 1, user, id, at(), id, at())));
    }

    /** The user is removed; the chat has this version then. */
    List<Log.Entry> remove(String user, int version) {
        stamp++;
        ChangeEntry gone = new ChangeEntry(user, next(user), 0, 0, null, null, false, false, null);
        return List.of(
                member(user, stamp, version, null, new Span(T0, stamp)),
                chatState(version),
                change(new ChatChange(
                        chat, FactTopic.MEMBERS, null, at(), null, null, null, List.of(gone), null, null, null)));
    }

    List<Log.Entry> connect(String user, int slot) {
        stamp++;
        SessionRef session = new SessionRef("phone", slot, 3L, 17L, true, stamp);
        return List.of(change(new SessionsChange(user, List.of(session))));
    }

    private Log.Entry member(String user, long at, int version, @Nullable Role role, Span span) {
        MemberState state = new MemberState(user, role, at(), List.of(span), false, false, null);
        return log.entry(
                Topics.CHAT_MEMBERS,
                chat + "/" + user,
                new MemberFact("e" + at + user, "chat", at(), at, null, chat, version, state));
    }

    private Log.Entry chatState(int version) {
        reach.put("members_upto", stamp);
        ChatState state = new ChatState(ChatType.GROUP, "Team", at(), members.get(0), members.size());
        return log.entry(
                Topics.CHAT_MEMBERS,
                chat,
                new MemberFact("e" + stamp, "chat", at(), stamp, null, chat, version, state));
    }

    private Log.Entry fact(String kind, Object what) {
        reach.put("messages_upto", stamp);
        return log.entry(
                Topics.CHAT_MESSAGES, chat, new MessageFact("e" + stamp, kind, at(), stamp, null, chat, 1, what));
    }

    private Log.Entry told(FactTopic topic, @Nullable String lastMessage, Role role) {
        List<ChangeEntry> entries = members.stream()
                .map(user -> new ChangeEntry(user, next(user), said.size(), 0, null, role, false, false, null))
                .toList();
        return change(new ChatChange(chat, topic, lastMessage, at(), null, null, null, entries, null, null, null));
    }

    private Log.Entry change(Object what) {
        return log.entry(Topics.USER_CHANGES, chat, new UserChange("e" + stamp, "change", at(), stamp, null, 0, what));
    }

    private long next(String user) {
        long seq = log.nextSeq(user);
        seqs.put(user, seq);
        return seq;
    }

    private Instant at() {
        return Instant.ofEpochMilli(stamp / 1_000);
    }
}
