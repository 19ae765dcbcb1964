package io.parley.avro.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The types that a schema is made of, and their names for people. */
final class Types {
    private Types() {}

    /** Records and enums that are reached from this one, itself first, each once, in the order of the fields. */
    static List<Schema> of(Schema schema) {
        Map<String, Schema> found = new LinkedHashMap<>();
        List<Schema> waiting = new ArrayList<>(List.of(schema));
        while (!waiting.isEmpty()) {
            Schema next = waiting.remove(0);
            switch (next.getType()) {
                case RECORD -> {
                    if (found.putIfAbsent(next.getFullName(), next) == null) {
                        next.getFields().forEach(field -> waiting.add(field.schema()));
                    }
                }
                case ENUM -> found.putIfAbsent(next.getFullName(), next);
                case ARRAY -> waiting.add(next.getElementType());
                case MAP -> waiting.add(next.getValueType());
                case UNION -> waiting.addAll(next.getTypes());
                default -> {}
            }
        }
        return List.copyOf(found.values());
    }

    static String name(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case RECORD, ENUM -> "[" + schema.getName() + "](#" + anchor(schema) + ")";
            case ARRAY -> "array of " + name(schema.getElementType());
            case MAP -> "map of " + name(schema.getValueType());
            case UNION -> union(schema);
            default -> schema.getType().getName();
        };
    }

    private static String union(Schema union) {
        List<String> names = union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .map(Types::name)
                .toList();
        return String.join(" or ", names) + (union.isNullable() ? ", or null" : "");
    }

    private static String anchor(Schema schema) {
        return schema.getName().toLowerCase(java.util.Locale.ROOT);
    }
}
