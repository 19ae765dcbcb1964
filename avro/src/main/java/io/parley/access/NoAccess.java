package io.parley.access;

/** The log does not let this part do what it has to. The message is one sentence for who runs it. */
public final class NoAccess extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoAccess(String sentence) {
        super(sentence);
    }
}
