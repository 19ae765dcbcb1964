package io.parley.sinks.common;

/** The store, or the registry, does not answer or refuses for now. The same batch is written again until it does. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
