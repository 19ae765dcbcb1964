package io.parley.replay.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** A living store and the place beside it where a copy of it is made. */
interface Side extends AutoCloseable {
    /** The connector that fills the living one. */
    String connector();

    /** Turns the living connector's settings into those of the copy's. */
    void redirect(ObjectNode config);

    /** Makes the empty place. What an earlier run left there goes. */
    void prepare();

    List<Difference> compare(Sources sources);

    /**
     * Puts right what differs, and ends when the living store has all that the log says. True when the copy still stands
     * beside it, to be compared with once more.
     */
    boolean replace(List<Difference> differences, Sources sources, Replacing replacing) throws Exception;

    /** Takes the copy away. */
    void drop();

    @Override
    void close();

    /** What a store needs of others while it is replaced. */
    record Replacing(Connect connect, Admin admin, Catching catching, String copyConnector) {}

    /** Waits until a connector's group has read all that is committed now. */
    @FunctionalInterface
    interface Catching {
        void up(String connector) throws Exception;
    }
}
