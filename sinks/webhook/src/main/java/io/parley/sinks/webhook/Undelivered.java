package io.parley.sinks.webhook;

/** Why an event lies among the dead letters. Its sentence has neither the URL's path nor what was answered. */
final class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;

    Undelivered(String message) {
        super(message);
    }
}
