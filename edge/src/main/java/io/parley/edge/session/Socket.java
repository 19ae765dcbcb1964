package io.parley.edge.session;

import io.parley.edge.protocol.CloseCode;

/** One WebSocket as a session sees it. Any thread may call; nothing blocks. After {@link #close} nothing more is sent. */
public interface Socket {
    /**
     * Gives the socket one text frame, in two parts that nobody changes any more. False when it owes too much already:
     * the frame is then not taken, and the session should end.
     */
    boolean send(byte[] head, byte[] tail);

    /** Lets frames come in. Before that the client's bytes wait in the network. */
    void startReading();

    /** Sends what was given before, then the close frame; a socket that is too slow forgets what it was given. */
    void close(CloseCode code, String reason);

    /** Bytes given and not yet taken by the network. */
    long owedBytes();
}
