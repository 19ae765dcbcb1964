package io.parley.edge.files;

/** Ends the taking in of a file that cannot be kept; it has no stack trace, because it is an answer and no fault. */
public final class UnfitFile extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        TOO_LARGE,
        /** Not of a form in which files are sent. */
        UNSUPPORTED,
        MALFORMED
    }

    private final Reason reason;

    UnfitFile(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static UnfitFile malformed(String detail) {
        return new UnfitFile(Reason.MALFORMED, detail);
    }

    static UnfitFile tooLarge(String detail) {
        return new UnfitFile(Reason.TOO_LARGE, detail);
    }

    public Reason reason() {
        return reason;
    }

    /** For people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
