package io.parley.sinks.common;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * A record of a kind or a schema that this sink does not know. It stops the sink: the record is sound, so passing it over
 * would make the table differ from the log. A newer sink goes on where this one stopped.
 */
public final class UnknownKindException extends ConnectException {
    private static final long serialVersionUID = 1L;

    public UnknownKindException(String message) {
        super(message);
    }

    public UnknownKindException(String message, Throwable cause) {
        super(message, cause);
    }
}
