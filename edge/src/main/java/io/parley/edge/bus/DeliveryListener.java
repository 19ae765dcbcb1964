package io.parley.edge.bus;

import io.parley.avro.EventDelivery;
import io.parley.avro.Reply;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;

/** Hears what the topology has for this edge's sockets, in order, on one thread, which it must never block. */
public interface DeliveryListener {
    /** An answer to a connection's command. */
    void reply(Reply reply);

    void event(EventDelivery delivery);

    void started(SessionStarted started);

    void replaced(SessionReplaced replaced);
}
