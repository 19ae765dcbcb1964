package io.parley.edge.presence;

/** Redis cannot be asked now. */
final class LinkDown extends RuntimeException {
    private static final long serialVersionUID = 1;

    LinkDown() {
        super("Redis is not connected", null, false, false);
    }
}
