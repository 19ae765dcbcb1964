package io.parley.replay.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records for columns. A column has one type, so what is one of several records becomes a record with a nullable field
 * for each of them, under its name: {@code value.fact.Message.content}, the same path as in JSON.
 */
final class Columns {
    private final Map<String, Schema> converted = new HashMap<>();
    private final Schema source;
    private final Schema schema;

    Columns(Schema source) {
        this.source = source;
        this.schema = convert(source, "");
    }

    Schema schema() {
        return schema;
    }

    GenericRecord row(GenericRecord record) {
        return Objects.requireNonNull((GenericRecord) value(source, schema, record));
    }

    private Schema convert(Schema from, String path) {
        return switch (from.getType()) {
            case RECORD -> {
                Schema known = converted.get(from.getFullName());
                yield known == null ? record(from) : known;
            }
            case ARRAY -> Schema.createArray(convert(from.getElementType(), path));
            case MAP -> Schema.createMap(convert(from.getValueType(), path));
            case UNION -> union(from, path);
            default -> from;
        };
    }

    private Schema record(Schema from) {
        Schema to = Schema.createRecord(from.getName(), from.getDoc(), from.getNamespace(), false);
        converted.put(from.getFullName(), to);
        to.setFields(from.getFields().stream()
                .map(field -> new Field(
                        field.name(), convert(field.schema(), from.getName() + "_" + field.name()), field.doc()))
                .toList());
        return to;
    }

    private Schema union(Schema from, String path) {
        List<Schema> kinds = kinds(from);
        if (kinds.size() == 1) {
            return nullable(convert(kinds.get(0), path));
        }
        Schema to = Schema.createRecord(path, "One of several.", "io.parley.export", false);
        to.setFields(kinds.stream()
                .map(kind ->
                        new Field(kind.getName(), nullable(convert(kind, path + "_" + kind.getName())), kind.getDoc()))
                .toList());
        return from.isNullable() ? nullable(to) : to;
    }

    private static List<Schema> kinds(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
    }

    private static Schema nullable(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    private static Schema some(Schema type) {
        return type.getType() == Schema.Type.UNION ? kinds(type).get(0) : type;
    }

    private static @Nullable Object value(Schema from, Schema to, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Schema into = some(to);
        return switch (from.getType()) {
            case RECORD -> record(from, into, (GenericRecord) value);
            case ARRAY -> array(from, into, (Collection<?>) value);
            case MAP -> map(from, into, (Map<?, ?>) value);
            case UNION -> branch(from, into, value);
            default -> value;
        };
    }

    private static GenericRecord record(Schema from, Schema to, GenericRecord value) {
        GenericRecord out = new GenericData.Record(to);
        for (Field field : from.getFields()) {
            Field place = Objects.requireNonNull(to.getField(field.name()));
            out.put(place.pos(), value(field.schema(), place.schema(), value.get(field.pos())));
        }
        return out;
    }

    private static List<@Nullable Object> array(Schema from, Schema to, Collection<?> values) {
        List<@Nullable Object> out = new ArrayList<>();
        values.forEach(each -> out.add(value(from.getElementType(), to.getElementType(), each)));
        return out;
    }

    private static Map<String, @Nullable Object> map(Schema from, Schema to, Map<?, ?> values) {
        Map<String, @Nullable Object> out = new HashMap<>();
        values.forEach(
                (key, each) -> out.put(String.valueOf(key), value(from.getValueType(), to.getValueType(), each)));
        return out;
    }

    private static @Nullable Object branch(Schema from, Schema into, Object value) {
        Schema kind = from.getTypes().get(GenericData.get().resolveUnion(from, value));
        if (kinds(from).size() == 1) {
            return value(kind, into, value);
        }
        GenericRecord out = new GenericData.Record(into);
        Field place = Objects.requireNonNull(into.getField(kind.getName()));
        out.put(place.pos(), value(kind, place.schema(), value));
        return out;
    }
}
