package io.parley.topology.chat;

import io.parley.avro.Ack;
import io.parley.avro.Cause;
import io.parley.avro.ChatCommand;
import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.GeneratedRecords;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MessageFacts;
import io.parley.avro.Rejected;
import io.parley.avro.ReportMessage;
import io.parley.avro.SendMessage;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Reactions;
import io.parley.avro.state.RosterMember;
import io.parley.avro.state.Sender;
import io.parley.avro.state.Untold;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A group and a direct chat of one shard without Kafka: decides, applies, and moves its clock a millisecond a command. */
final class FakeChat implements ChatView {
    static final String GROUP = ChatIds.group("ann", "g1");
    static final String DIRECT = ChatIds.direct("ann", "bob");
    static final MessageIds IDS = new MessageIds(Placement.murmur2(1));

    final List<Outcome> outcomes = new ArrayList<>();
    private final TalkConfig config;
    private final ChatDecisions decisions;
    private final Map<String, ChatHead> heads = new HashMap<>();
    private final Map<String, List<RosterMember>> rosters = new HashMap<>();
    private final Map<String, Membership> memberships = new HashMap<>();
    private final Map<String, TreeMap<Long, IndexEntry>> indexes = new HashMap<>();
    private final Map<String, DedupResult> results = new HashMap<>();
    private final Map<String, Reactions> reactions = new HashMap<>();
    private final Map<String, Sender> senders = new HashMap<>();
    private final Map<String, TreeSet<Long>> sent = new HashMap<>();
    private final Map<String, Untold> untold = new HashMap<>();
    private long now = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

    static {
        GeneratedRecords.trust();
    }

    FakeChat() {
        this(TalkConfig.defaults());
    }

    FakeChat(TalkConfig config) {
        this.config = config;
        this.decisions = new ChatDecisions(config, IDS);
    }

    long now() {
        return now;
    }

    void pass(Duration time) {
        now += time.toMillis();
    }

    Outcome does(String chatId, String user, Object command) {
        return does(chatId, user, command, null);
    }

    /** An app server, on behalf of a user. */
    Outcome serves(String chatId, String user, Object command) {
        return does(chatId, user, command, null, "app");
    }

    Outcome does(String chatId, String user, Object command, @Nullable MessageFacts facts) {
        return does(chatId, user, command, facts, null);
    }

    Outcome reports(String chatId, String user, ReportMessage report, @Nullable MessageFacts facts) {
        return does(chatId, user, new MarkDelivered(report.getMsgId()), facts, null, report, null);
    }

    private Outcome does(
            String chatId, String user, Object command, @Nullable MessageFacts facts, @Nullable String service) {
        return does(chatId, user, command, facts, service, null, null);
    }

    /** A mark, and others that came with it. */
    Outcome mark(String chatId, String user, Object command, List<Mark> more) {
        return does(chatId, user, command, null, null, null, more);
    }

    private Outcome does(
            String chatId,
            String user,
            Object command,
            @Nullable MessageFacts facts,
            @Nullable String service,
            @Nullable ReportMessage report,
            @Nullable List<Mark> marks) {
        now++;
        ChatCommand what = new ChatCommand(
                "e", "test", Instant.ofEpochMilli(now), chatId, user, null, facts, command, service, report, marks);
        Outcome outcome = decisions.decide(new Request(what, now, new Cause("chat.raw", 0, now)), this);
        outcome.changes().forEach(change -> apply(chatId, change));
        outcomes.add(outcome);
        return outcome;
    }

    /** A round of telling, at a time of the log's clock. */
    Outcome tells(String chatId) {
        Outcome outcome = decisions.tell(new Moment(chatId, now, new Cause("chat.raw", 0, now)), now, this);
        outcome.changes().forEach(change -> apply(chatId, change));
        outcomes.add(outcome);
        return outcome;
    }

    FakeChat group(String owner, String... members) {
        does(GROUP, owner, new CreateChat(ChatType.GROUP, "Team", List.of(members), Map.of()));
        return this;
    }

    FakeChat direct() {
        does(DIRECT, "ann", new CreateChat(ChatType.DIRECT, null, List.of("ann", "bob"), Map.of()));
        return this;
    }

    /** The id of the message. */
    String says(String chatId, String user, String clientMsgId, String... mentions) {
        return ack(does(chatId, user, text(clientMsgId, mentions))).getMsgId();
    }

    static SendMessage text(String clientMsgId, String... mentions) {
        return new SendMessage(clientMsgId, "text", "hi", null, List.of(mentions), null, null, null);
    }

    static Ack ack(Outcome outcome) {
        return (Ack) Objects.requireNonNull(outcome.answer());
    }

    static String code(Outcome outcome) {
        return ((Rejected) Objects.requireNonNull(outcome.answer())).getCode();
    }

    int indexed(String chatId) {
        return indexes.getOrDefault(chatId, new TreeMap<>()).size();
    }

    private void apply(String chatId, Change change) {
        if (change instanceof Change.PutHead put) {
            heads.put(chatId, put.head());
        } else if (change instanceof Change.PutRoster put) {
            rosters.put(chatId, put.roster().getMembers());
        } else if (change instanceof Change.PutMembership put) {
            memberships.put(chatId + "/" + put.user(), put.membership());
        } else if (change instanceof Change.PutIndex put) {
            indexes.computeIfAbsent(chatId, id -> new TreeMap<>()).put(put.stamp(), put.entry());
        } else if (change instanceof Change.DropIndex drop) {
            Objects.requireNonNull(indexes.get(chatId)).remove(drop.stamp());
        } else if (change instanceof Change.PutReactions put) {
            reactions.put(chatId + "/" + put.stamp(), put.reactions());
        } else if (change instanceof Change.DropReactions drop) {
            reactions.remove(chatId + "/" + drop.stamp());
        } else if (change instanceof Change.PutResult put) {
            results.put(chatId + "/" + put.sender() + "/" + put.clientMsgId(), put.result());
        } else {
            applyReceipts(chatId, change);
        }
    }

    private void applyReceipts(String chatId, Change change) {
        if (change instanceof Change.PutSender put) {
            senders.put(chatId + "/" + put.user(), put.sender());
        } else if (change instanceof Change.PutSent put) {
            sentBy(chatId, put.user()).add(put.stamp());
        } else if (change instanceof Change.DropSent drop) {
            sentBy(chatId, drop.user()).remove(drop.stamp());
        } else if (change instanceof Change.PutUntold put) {
            untold.put(chatId, put.untold());
        } else if (change instanceof Change.DropUntold) {
            untold.remove(chatId);
        }
    }

    TreeSet<Long> sentBy(String chatId, String user) {
        return sent.computeIfAbsent(chatId + "/" + user, none -> new TreeSet<>());
    }

    @Override
    public @Nullable ChatHead head(String chatId) {
        return heads.get(chatId);
    }

    @Override
    public List<RosterMember> members(String chatId) {
        return rosters.getOrDefault(chatId, List.of());
    }

    @Override
    public @Nullable Membership membership(String chatId, String user) {
        return memberships.get(chatId + "/" + user);
    }

    @Override
    public @Nullable IndexEntry indexed(String chatId, long stamp) {
        return indexes.getOrDefault(chatId, new TreeMap<>()).get(stamp);
    }

    @Override
    public void scanIndex(String chatId, long from, IndexVisitor visitor) {
        for (Map.Entry<Long, IndexEntry> row : indexes.getOrDefault(chatId, new TreeMap<>())
                .tailMap(from, true)
                .entrySet()) {
            if (!visitor.visit(row.getKey(), row.getValue())) {
                return;
            }
        }
    }

    @Override
    public @Nullable Sender sender(String chatId, String user) {
        return senders.get(chatId + "/" + user);
    }

    @Override
    public long newestSent(String chatId, String user, long from, long to) {
        Long newest = sentBy(chatId, user).floor(to);
        return newest == null || newest < from ? 0 : newest;
    }

    @Override
    public long oldestSent(String chatId, String user, long from, long to) {
        Long oldest = sentBy(chatId, user).ceiling(from);
        return oldest == null || oldest > to ? 0 : oldest;
    }

    @Override
    public @Nullable Untold untold(String chatId) {
        return untold.get(chatId);
    }

    @Override
    public @Nullable DedupResult result(String chatId, String sender, String clientMsgId) {
        return results.get(chatId + "/" + sender + "/" + clientMsgId);
    }

    @Override
    public @Nullable Reactions reactions(String chatId, long stamp) {
        return reactions.get(chatId + "/" + stamp);
    }
}
