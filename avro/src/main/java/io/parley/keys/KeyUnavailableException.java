package io.parley.keys;

/** The key may be there, and is not at hand: not heard of yet, or its master key is not among those given. */
public final class KeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeyUnavailableException(String message) {
        super(message);
    }
}
