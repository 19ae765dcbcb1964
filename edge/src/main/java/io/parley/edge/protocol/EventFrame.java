package io.parley.edge.protocol;

import io.parley.avro.EventRecipient;

/**
 * An event on its way to many sockets. A frame's text is the head, made for each recipient, and the tail, encoded once
 * and the same bytes for all. Nobody changes either array.
 */
public interface EventFrame {
    byte[] head(EventRecipient recipient);

    byte[] tail();
}
