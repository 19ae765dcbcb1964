package io.parley.log;

import io.parley.avro.SchemaUnavailableException;
import org.apache.avro.AvroTypeException;

/**
 * Whether bytes that could not be decoded never will be, and may be passed over. Not so when the registry is away or does
 * not know the schema, or when the record is of a release that this one cannot read: it may be what must not be missed.
 */
public final class Noise {
    private Noise() {}

    public static boolean is(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SchemaUnavailableException || at instanceof AvroTypeException) {
                return false;
            }
        }
        return true;
    }
}
