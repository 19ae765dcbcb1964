package io.parley.sinks.common;

import io.parley.avro.SchemaUnavailableException;
import io.parley.avro.UnknownSchemaException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroTypeException;

/**
 * Why bytes could not be decoded, read from what the serde threw. The serde is a setting, and serdes wrap the cause in
 * exceptions of their own, so the whole chain is looked at.
 */
enum DecodingFault {
    /** The bytes never were a record. */
    POISON,
    /** The registry has no such schema, or ours has no place for what was written. */
    UNKNOWN_SCHEMA,
    /** The registry could not be asked. */
    REGISTRY_AWAY;

    /** Confluent's error code for "schema not found". */
    private static final String CONFLUENT_NOT_FOUND = "40403";

    static DecodingFault of(Throwable thrown) {
        boolean away = false;
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof UnknownSchemaException || message(at).contains(CONFLUENT_NOT_FOUND)) {
                return UNKNOWN_SCHEMA;
            }
            if (at instanceof AvroTypeException) {
                return isBadNumber(at) ? POISON : UNKNOWN_SCHEMA;
            }
            away |= at instanceof SchemaUnavailableException || isNetwork(at);
        }
        return away ? REGISTRY_AWAY : POISON;
    }

    /** A branch or a symbol that the writer's own schema does not have: Avro has no exception type for it alone. */
    private static boolean isBadNumber(Throwable at) {
        return message(at).contains("out of range");
    }

    /** Avro's own IOExceptions (the bytes end too soon, a number that is none) speak of the bytes, not of the network. */
    private static boolean isNetwork(Throwable at) {
        boolean ofAvro = at instanceof EOFException || at.getClass().getName().startsWith("org.apache.avro.");
        return at instanceof IOException && !ofAvro;
    }

    private static String message(Throwable at) {
        return String.valueOf(at.getMessage());
    }
}
