package io.parley.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** FULL compatibility of two sets: what either wrote, the other reads, and no record that was released is gone. */
final class Compatibility {
    private Compatibility() {}

    static List<String> breaches(SchemaSet released, SchemaSet now) {
        List<String> breaches = new ArrayList<>();
        released.byName().forEach((name, old) -> {
            Schema current = now.byName().get(name);
            if (current == null) {
                breaches.add(name + " of release " + released.name() + " is gone");
                return;
            }
            check(name + " of now can't read release " + released.name(), current, old, breaches);
            check(name + " of release " + released.name() + " can't read now", old, current, breaches);
        });
        return breaches;
    }

    private static void check(String breach, Schema reader, Schema writer, List<String> breaches) {
        SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
            result.getIncompatibilities()
                    .forEach(why -> breaches.add(breach + " at " + why.getLocation() + ": " + why.getMessage()));
        }
    }
}
