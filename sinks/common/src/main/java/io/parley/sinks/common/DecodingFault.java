package io.parley.sinks.common;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroTypeException;

/**
 * Why bytes could not be decoded, read from what the serde threw. Serdes wrap the cause in exceptions of their own, so
 * the whole chain is looked at.
 */
enum DecodingFault {
    /** The bytes never were a record. */
    POISON,
    /** The registry has no such schema, or ours has no place for what was written. */
    UNKNOWN_SCHEMA,
    /** The registry could not be asked. */
    REGISTRY_AWAY;

    private static final int NOT_FOUND = 404;

    static DecodingFault of(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof AvroTypeException) {
                return isBadIndex(at) ? POISON : UNKNOWN_SCHEMA;
            }
            int status = status(at);
            if (status != 0) {
                return status == NOT_FOUND ? UNKNOWN_SCHEMA : REGISTRY_AWAY;
            }
            if (isNetwork(at)) {
                return REGISTRY_AWAY;
            }
        }
        return isUnknownId(thrown) ? UNKNOWN_SCHEMA : POISON;
    }

    /** Schema resolution and a branch number that is no branch are one exception type in Avro, and two cases here. */
    private static boolean isBadIndex(Throwable at) {
        return message(at).contains("out of range");
    }

    /** Avro's own IOExceptions (the bytes end too soon, a number that is none) speak of the bytes, not of the network. */
    private static boolean isNetwork(Throwable at) {
        boolean ofAvro = at instanceof EOFException || at.getClass().getName().startsWith("org.apache.avro.");
        return (at instanceof IOException && !ofAvro) || at instanceof TimeoutException;
    }

    /** What the serde without a registry says, see {@link io.parley.avro.Serdes#inMemory()}. */
    private static boolean isUnknownId(Throwable thrown) {
        return message(thrown).contains("no schema has the id");
    }

    /** The HTTP status in an exception of Apicurio's or of Confluent's client, which are not both here; else 0. */
    private static int status(Throwable at) {
        String type = at.getClass().getName();
        if (!type.startsWith("io.apicurio.")
                && !type.startsWith("com.microsoft.kiota.")
                && !type.startsWith("io.confluent.")) {
            return 0;
        }
        for (String getter : new String[] {"getResponseStatusCode", "getStatus"}) {
            try {
                if (at.getClass().getMethod(getter).invoke(at) instanceof Integer status && status > 0) {
                    return status;
                }
            } catch (ReflectiveOperationException e) {
                continue;
            }
        }
        return 0;
    }

    private static String message(Throwable at) {
        return String.valueOf(at.getMessage());
    }
}
