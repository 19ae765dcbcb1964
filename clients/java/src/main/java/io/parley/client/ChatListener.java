package io.parley.client;

import java.util.List;

/**
 * What a {@link ChatClient} tells. Called on the client's thread, one at a time and in order: an application that
 * keeps {@link ServerFrame.Event#seq} together with what it made of the event never misses one and never doubles one.
 */
public interface ChatListener {

    /** The connection came, went, or is over for good. */
    default void state(ChatClient.State state) {}

    /**
     * The stream starts anew: these are all chats as of {@code asOf}; events that follow come after. What was kept
     * before is stale; history is paged by {@link Rest#messages} with {@code minSeq} {@code asOf}.
     */
    default void snapshot(List<Chat> chats, long asOf) {}

    /** The next event of the stream. */
    default void event(ServerFrame.Event event) {}

    /** A frame that belongs to no stream: typing, presence, an error that answers nothing in the outbox. */
    default void other(ServerFrame frame) {}
}
