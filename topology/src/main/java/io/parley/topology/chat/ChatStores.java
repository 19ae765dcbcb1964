package io.parley.topology.chat;

import io.parley.avro.state.ChatHead;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Reactions;
import io.parley.avro.state.Roster;
import io.parley.avro.state.RosterMember;
import io.parley.avro.state.Sender;
import io.parley.avro.state.Untold;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Fronts;
import io.parley.topology.state.Keys;
import io.parley.topology.state.Raw;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Chat's state in its stores, with their bounds:
 *
 * <ul>
 *   <li>{@code chats}: one row a chat.
 *   <li>{@code rosters}: one row a chat, 500 members; rewritten by changes of membership alone.
 *   <li>{@code memberships}: one row a member and former member, 64 spans.
 *   <li>{@code index}: the newest 10,000 messages of a chat and a step.
 *   <li>{@code reactions}: one row a message that has some, 1,000 reactions.
 *   <li>{@code senders}: one row a member and former member of a group who has said something in it.
 *   <li>{@code sent}: messages of a group that not all have read and that are not their sender's newest; as far back as
 *       the index.
 *   <li>{@code untold}: one row a group in which somebody may have to be told of receipts; gone after the next round.
 *   <li>{@code dedup}, {@code dedup-expiry}: 24 hours and a little, trimmed by {@link DedupTable}.
 * </ul>
 */
final class ChatStores implements ChatView {
    /** A roster weighs as many rows as it has members; rosters may take as much as eight tables of rows. */
    private static final int ROSTER_SHARE = 8;

    private final Table<ChatHead> chats;
    private final Table<Roster> rosters;
    private final Table<Membership> memberships;
    private final IndexTable index;
    private final Table<Reactions> reactions;
    private final Table<Sender> senders;
    private final Raw sent = new Raw(TalkStores.SENT);
    private final Fronts oldestSent;
    private final UntoldTable untold = new UntoldTable();
    private final DedupTable dedup;

    ChatStores(TalkConfig config) {
        int rows = config.cacheRows();
        chats = new Table<>(TalkStores.CHATS, heads(), rows);
        rosters = new Table<>(
                TalkStores.ROSTERS,
                new StateSerde<>(Roster.class),
                (long) rows * ROSTER_SHARE,
                roster -> 1 + roster.getMembers().size());
        memberships = new Table<>(TalkStores.MEMBERSHIPS, new StateSerde<>(Membership.class), rows);
        index = new IndexTable(rows);
        reactions = new Table<>(TalkStores.REACTIONS, new StateSerde<>(Reactions.class), rows);
        senders = new Table<>(TalkStores.SENDERS, new StateSerde<>(Sender.class), rows);
        dedup = new DedupTable(rows);
        oldestSent = new Fronts(rows);
    }

    /** Heads that were written before groups had receipts are read as well. */
    private static StateSerde<ChatHead> heads() {
        return new StateSerde<>(ChatHead.class, StateSerde.without(ChatHead.getClassSchema(), "marked", "told_at"));
    }

    void open(ProcessorContext<?, ?> context) {
        chats.open(context);
        rosters.open(context);
        memberships.open(context);
        index.open(context);
        reactions.open(context);
        senders.open(context);
        sent.open(context);
        oldestSent.forget();
        untold.open(context);
        dedup.open(context);
    }

    DedupTable dedup() {
        return dedup;
    }

    @Override
    public @Nullable ChatHead head(String chatId) {
        return chats.get(Keys.of(chatId));
    }

    @Override
    public List<RosterMember> members(String chatId) {
        Roster roster = rosters.get(Keys.of(chatId));
        return roster == null ? List.of() : roster.getMembers();
    }

    @Override
    public @Nullable Membership membership(String chatId, String user) {
        return memberships.get(Keys.of(chatId, user));
    }

    @Override
    public @Nullable IndexEntry indexed(String chatId, long stamp) {
        return index.get(chatId, stamp);
    }

    @Override
    public void scanIndex(String chatId, long from, IndexVisitor visitor) {
        index.scan(chatId, from, visitor);
    }

    @Override
    public @Nullable DedupResult result(String chatId, String sender, String clientMsgId) {
        return dedup.get(Keys.of(chatId, sender, clientMsgId));
    }

    @Override
    public @Nullable Reactions reactions(String chatId, long stamp) {
        return reactions.get(Keys.of(chatId, stamp));
    }

    @Override
    public @Nullable Sender sender(String chatId, String user) {
        return senders.get(Keys.of(chatId, user));
    }

    @Override
    public long newestSent(String chatId, String user, long from, long to) {
        String id = chatId + "/" + user;
        return from > to ? 0 : stampOf(sent.last(Keys.of(id, from), Keys.of(id, to)));
    }

    @Override
    public long oldestSent(String chatId, String user, long from, long to) {
        String id = chatId + "/" + user;
        return from > to ? 0 : stampOf(sent.first(oldestSent.of(id), Keys.of(id, from), Keys.of(id, to)));
    }

    private static long stampOf(@Nullable Bytes key) {
        return key == null ? 0 : Keys.numberOf(key);
    }

    @Override
    public @Nullable Untold untold(String chatId) {
        return untold.get(chatId);
    }

    UntoldTable untold() {
        return untold;
    }

    void apply(String chatId, Change change) {
        Bytes chat = Keys.of(chatId);
        if (change instanceof Change.PutHead put) {
            chats.put(chat, put.head());
        } else if (change instanceof Change.PutRoster put) {
            rosters.put(chat, put.roster());
        } else if (change instanceof Change.PutMembership put) {
            memberships.put(Keys.of(chatId, put.user()), put.membership());
        } else if (change instanceof Change.PutIndex put) {
            index.put(chatId, put.stamp(), put.entry());
        } else if (change instanceof Change.DropIndex drop) {
            index.delete(chatId, drop.stamp());
        } else if (change instanceof Change.PutReactions put) {
            reactions.put(Keys.of(chatId, put.stamp()), put.reactions());
        } else if (change instanceof Change.DropReactions drop) {
            reactions.delete(Keys.of(chatId, drop.stamp()));
        } else if (change instanceof Change.PutResult put) {
            dedup.put(Keys.of(chatId, put.sender(), put.clientMsgId()), put.result());
        } else {
            applyReceipts(chatId, change);
        }
    }

    private void applyReceipts(String chatId, Change change) {
        if (change instanceof Change.PutSender put) {
            senders.put(Keys.of(chatId, put.user()), put.sender());
        } else if (change instanceof Change.PutSent put) {
            String id = chatId + "/" + put.user();
            Bytes key = Keys.of(id, put.stamp());
            sent.add(key);
            oldestSent.put(id, key);
        } else if (change instanceof Change.DropSent drop) {
            sent.delete(Keys.of(chatId + "/" + drop.user(), drop.stamp()));
        } else if (change instanceof Change.PutUntold put) {
            untold.put(chatId, put.untold());
        } else if (change instanceof Change.DropUntold) {
            untold.delete(chatId);
        }
    }
}
