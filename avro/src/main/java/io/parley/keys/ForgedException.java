package io.parley.keys;

/** Bytes that say they are encrypted, and that the key does not open: written by somebody else, moved, or damaged. */
public final class ForgedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForgedException(String message) {
        super(message);
    }
}
