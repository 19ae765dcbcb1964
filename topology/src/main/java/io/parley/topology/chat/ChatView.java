package io.parley.topology.chat;

import io.parley.avro.state.ChatHead;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Reactions;
import io.parley.avro.state.RosterMember;
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

    @Nullable
    DedupResult result(String chatId, String sender, String clientMsgId);

    @Nullable
    Reactions reactions(String chatId, long stamp);
}
