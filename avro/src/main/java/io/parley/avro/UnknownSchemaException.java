package io.parley.avro;

/**
 * The registry answered: it has no such schema. Waiting does not help, unlike with its parent when the registry is away;
 * a reader stops.
 */
public final class UnknownSchemaException extends SchemaUnavailableException {
    private static final long serialVersionUID = 1;

    public UnknownSchemaException(String message) {
        super(message);
    }
}
