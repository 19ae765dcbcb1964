package io.parley.topology.chat;

import io.parley.avro.state.ChatHead;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Reactions;
import io.parley.avro.state.Roster;
import io.parley.avro.state.Sender;
import io.parley.avro.state.Untold;

/** One write to chat's state: the new value of one row, or its end. */
public sealed interface Change {

    record PutHead(ChatHead head) implements Change {}

    record PutRoster(Roster roster) implements Change {}

    record PutMembership(String user, Membership membership) implements Change {}

    record PutIndex(long stamp, IndexEntry entry) implements Change {}

    record DropIndex(long stamp) implements Change {}

    record PutReactions(long stamp, Reactions reactions) implements Change {}

    record DropReactions(long stamp) implements Change {}

    record PutSender(String user, Sender sender) implements Change {}

    record PutSent(String user, long stamp) implements Change {}

    record DropSent(String user, long stamp) implements Change {}

    record PutUntold(Untold untold) implements Change {}

    record DropUntold() implements Change {}

    record PutResult(String sender, String clientMsgId, DedupResult result) implements Change {}
}
