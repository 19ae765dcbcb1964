package io.parley.avro;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes instances only of classes it is told to trust, since a schema from elsewhere may name any class. Ours are the
 * generated records of this package and no others.
 */
public final class GeneratedRecords {
    private static final String PACKAGE = GeneratedRecords.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(PACKAGE)));
    }

    private GeneratedRecords() {}

    /** To be called before Avro is given a record; once is enough, more does nothing. */
    public static void trust() {
        // The work is done by loading this class, once.
    }
}
