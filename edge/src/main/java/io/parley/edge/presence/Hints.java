package io.parley.edge.presence;

import io.parley.edge.protocol.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Presence and typing as sessions and calls use them. Any thread may call; nothing here blocks. */
public interface Hints {
    /** A connection of the user came or went. */
    void changed(String user);

    /** The connection has ended, and watches nobody any more. */
    void ended(Hearer hearer);

    /**
     * From now on the connection watches these users and no others: one presence frame for each, then changes.
     *
     * @param refused hears why when nothing could be done about it
     */
    void watch(Hearer hearer, List<String> users, Consumer<ErrorCode> refused);

    /** @param refused hears why when the user may not type there */
    void typing(Hearer hearer, String chatId, Consumer<ErrorCode> refused);

    /** Users on this edge were told that a chat came to be or that its members changed. */
    void membersChanged(MembersChange change);

    /** The presence of {@code user} as far as {@code caller} may know it. Never fails. */
    CompletionStage<Presence> of(String caller, String user);

    /**
     * A change of who is in a chat.
     *
     * @param users who came or went; all for a new chat
     * @param joined whether they came
     * @param told users here who were told
     */
    record MembersChange(String chatId, Collection<String> users, boolean joined, Collection<String> told) {}
}
