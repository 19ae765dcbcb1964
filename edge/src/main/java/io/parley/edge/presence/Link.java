package io.parley.edge.presence;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The way to Redis and back. Nothing blocks; commands go out in the order in which they are given. While it is down every
 * command fails at once; after it has come up nothing is subscribed, and what is wanted has to be said anew.
 */
interface Link extends AutoCloseable {

    /** What comes from Redis, on whichever thread. */
    interface Listener {
        void up();

        void down();

        /** From now on no change of this user is missed. */
        void subscribed(String user);

        void changed(String user, Sighting sighting);

        void typing(TypingNote note);
    }

    void start(Listener listener);

    /** To be called about once a second: connects when there is no connection, and finds out dead ones. */
    void beat();

    boolean isUp();

    /** The user is on this edge, and stays so for a while. */
    CompletionStage<Sighting> touch(String user);

    /** The user is not on this edge any more. */
    CompletionStage<Sighting> leave(String user);

    CompletionStage<Sighting> read(String user);

    /** The edges that the user is on. */
    CompletionStage<List<String>> edgesOf(String user);

    void subscribe(Collection<String> users);

    void unsubscribe(Collection<String> users);

    CompletionStage<Long> publish(String edge, TypingNote note);

    @Override
    void close();
}
