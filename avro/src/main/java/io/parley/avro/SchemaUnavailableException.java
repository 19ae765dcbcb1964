package io.parley.avro;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry does not answer, or does not know a schema. That says nothing against the record: a reader must wait or
 * stop, never skip.
 */
public class SchemaUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1;

    public SchemaUnavailableException(String message) {
        super(message);
    }

    public SchemaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
