package io.parley.topology;

/**
 * A record that can't be decided: a defect of ours, or a record that nobody should have written. Thrown only while
 * nothing has been done for the record (or what was done is whole), so that it may be put aside and the next one taken.
 */
public sealed class Poisoned extends RuntimeException permits Unheard, Retold {
    private static final long serialVersionUID = 1L;

    public Poisoned(String what, Throwable cause) {
        super(what + ": " + cause, cause);
    }

    public Poisoned(String what) {
        super(what);
    }
}
