package io.parley.topology;

/**
 * An event that chat has decided and inbox can't: to put it aside would break what its ack promises, so only somebody who
 * names its place may.
 */
public final class Unheard extends Poisoned {
    private static final long serialVersionUID = 1L;

    public Unheard(String what, Throwable cause) {
        super(what, cause);
    }
}
