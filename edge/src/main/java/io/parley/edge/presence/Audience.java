package io.parley.edge.presence;

/** The users that are connected to this edge. Any thread may ask; nothing blocks. */
public interface Audience {
    /** Whether at least one connection of the user has said hello and has not ended. */
    boolean isHere(String user);

    /** Tells every connection of the user. */
    void tell(String user, String type, byte[] frame);
}
