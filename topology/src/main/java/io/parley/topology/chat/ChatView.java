package io.parley.topology.chat;

import io.parley.avro.state.ChatHead;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Reactions;
import io.parley.avro.state.RosterMember;
import io.parley.avro.state.Sender;
import io.parley.avro.state.Untold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What chat knows before a command: all that a decision reads. What it gives must not be changed. */
public interface ChatView {

    /** Looks at one message of the index; false ends the scan. */
    @FunctionalInterface
    interface IndexVisitor {
        boolean visit(long stamp, IndexEntry entry);
    }

    @Nullable
    ChatHead head(String chatId);

    /** The current members in the order of joining; empty when the chat is not made. */
    List<RosterMember> members(String chatId);

    @Nullable
    Membership membership(String chatId, String user);

    @Nullable
    IndexEntry indexed(String chatId, long stamp);

    /** The index from a stamp on, oldest first. */
    void scanIndex(String chatId, long from, IndexVisitor visitor);

    /** What is known of a member who has said something in the group. */
    @Nullable
    Sender sender(String chatId, String user);

    /** The newest message of a sender, their very newest excepted, between two stamps; 0 when there is none. */
    long newestSent(String chatId, String user, long from, long to);

    /** As {@link #newestSent}, the oldest. */
    long oldestSent(String chatId, String user, long from, long to);

    /** Set while some sender in the group may have to be told. */
    @Nullable
    Untold untold(String chatId);

    @Nullable
    DedupResult result(String chatId, String sender, String clientMsgId);

    @Nullable
    Reactions reactions(String chatId, long stamp);
}
