package io.parley.topology;

/**
 * A summary that inbox can't decide. Nobody was promised it, and the next one says more than it did, so it may be put aside
 * like a command.
 */
public final class Retold extends Poisoned {
    /** The kind of such events: how far messages are in a group. */
    public static final String STATUS = "status";

    private static final long serialVersionUID = 1L;

    public Retold(String what, Throwable cause) {
        super(what, cause);
    }
}
