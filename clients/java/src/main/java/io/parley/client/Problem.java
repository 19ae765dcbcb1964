package io.parley.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What the server refused: an error frame, or an RFC 9457 problem document of a REST call. */
public final class Problem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    public Problem(int status, String code, @Nullable String detail) {
        super(detail == null ? code : code + ": " + detail);
        this.status = status;
        this.code = code;
    }

    static Problem of(ServerFrame.Refused refused) {
        return new Problem(0, refused.code(), refused.message());
    }

    /** The HTTP status; 0 when an error frame told it. */
    public int status() {
        return status;
    }

    /** The contract's code, such as {@code not_a_member}. */
    public String code() {
        return code;
    }
}
