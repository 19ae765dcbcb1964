package io.parley.edge.files;

/** The object store cannot answer now; what waits for it is answered {@code unavailable}. */
public final class FilesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FilesUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public FilesUnavailable(String message) {
        super(message);
    }
}
