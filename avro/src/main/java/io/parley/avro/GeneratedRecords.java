package io.parley.avro;

import java.util.Set;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes instances only of classes it is told to trust, since a schema from elsewhere may name any class. Ours are the
 * generated records of topics, in this package, and of the topologies' state, in the one below it, and no others.
 */
public final class GeneratedRecords {
    private static final String PACKAGE = GeneratedRecords.class.getPackageName();

    private static final Set<String> PACKAGES = Set.of(PACKAGE, PACKAGE + ".state");

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private GeneratedRecords() {}

    /**
     * Avro's view of a generated type, which writes records by the code that was generated for them, where there is some,
     * and not field by field through their schema.
     */
    public static SpecificData model(Class<?> type) {
        SpecificData model = SpecificData.getForClass(type);
        model.setCustomCoders(true);
        return model;
    }

    /** To be called before Avro is given a record; once is enough, more does nothing. */
    public static void trust() {
        // The work is done by loading this class, once.
    }
}
