package io.parley.sinks.common;

/**
 * This one record can't be read, now or ever: it goes to the dead letters with its cause, and its neighbours are
 * written. Checked, so that nobody forgets it.
 */
public final class PoisonException extends Exception {
    private static final long serialVersionUID = 1L;

    public PoisonException(String message) {
        super(message);
    }

    public PoisonException(String message, Throwable cause) {
        super(message, cause);
    }
}
