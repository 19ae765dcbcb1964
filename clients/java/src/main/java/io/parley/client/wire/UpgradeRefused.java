package io.parley.client.wire;

import java.io.Serial;
import java.util.Map;

/** The server's HTTP answer to an upgrade that it did not grant. Header names are in lower case. */
public final class UpgradeRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;
    private final String body;

    UpgradeRefused(int status, Map<String, String> headers, String body) {
        super("upgrade answered with " + status + " " + body);
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** The HTTP status; 0 when the connection broke before an answer. */
    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public String body() {
        return body;
    }
}
