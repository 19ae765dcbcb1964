package io.parley.topology.inbox;

import io.parley.avro.SessionRef;
import io.parley.avro.state.Devices;
import io.parley.avro.state.KeyRow;
import io.parley.avro.state.Profile;
import io.parley.avro.state.Revocation;
import io.parley.avro.state.Sessions;
import io.parley.avro.state.StreamRow;
import io.parley.avro.state.UnreadRow;
import org.jspecify.annotations.Nullable;

/** What inbox knows before an input: all that a decision reads. What it gives must not be changed. */
public interface InboxView {

    /** Looks at one event of a stream; false ends the scan. */
    @FunctionalInterface
    interface StreamVisitor {
        boolean visit(long seq, StreamRow row);
    }

    /** The newest event of a user. */
    Head head(String user);

    /** The user's events from a seq on, oldest first. */
    void scanStream(String user, long from, StreamVisitor visitor);

    /** The payload of a stream's event; null when it is no longer kept. */
    @Nullable
    Object kept(StreamRow row);

    @Nullable
    UnreadRow unread(String user, String chatId);

    @Nullable
    Sessions sessions(String user);

    @Nullable
    Profile profile(String user);

    @Nullable
    Devices devices(String user);

    @Nullable
    Revocation revocation(String user);

    @Nullable
    KeyRow key(String user);

    /** The sum of what is shown as unread in all chats of the user; looks at each of them. */
    int unreadOfAll(String user);

    /** Whether the edge that held this slot under this epoch has lost it or given it back. */
    boolean isDead(int slot, long epoch);

    default boolean isDead(SessionRef session) {
        return isDead(session.getSlot(), session.getEpoch());
    }
}
