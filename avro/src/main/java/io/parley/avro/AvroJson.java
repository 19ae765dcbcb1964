package io.parley.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro values as readable JSON. Nulls are left out; a record that is one of several kinds stands under its kind's name. */
public final class AvroJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    public static JsonNode node(Schema schema, @Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        return switch (schema.getType()) {
            case UNION -> union(schema, value);
            case RECORD -> record(schema, (GenericRecord) value);
            case ARRAY -> array(schema, (Collection<?>) value);
            case MAP -> map(schema, (Map<?, ?>) value);
            case BYTES -> NODES.binaryNode(bytes((ByteBuffer) value));
            case FIXED -> NODES.binaryNode(((GenericData.Fixed) value).bytes());
            case INT -> NODES.numberNode((Integer) value);
            case LONG -> NODES.numberNode((Long) value);
            case FLOAT -> NODES.numberNode((Float) value);
            case DOUBLE -> NODES.numberNode((Double) value);
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case STRING, ENUM -> NODES.textNode(value.toString());
            case NULL -> NODES.nullNode();
        };
    }

    private static JsonNode union(Schema union, Object value) {
        Schema branch = union.getTypes().get(GenericData.get().resolveUnion(union, value));
        JsonNode node = node(branch, value);
        long kinds = union.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .count();
        boolean named = branch.getType() == Schema.Type.RECORD && kinds > 1;
        return named ? NODES.objectNode().set(branch.getName(), node) : node;
    }

    private static ObjectNode record(Schema schema, GenericRecord value) {
        ObjectNode node = NODES.objectNode();
        for (Schema.Field field : schema.getFields()) {
            JsonNode inner = node(field.schema(), value.get(field.pos()));
            if (!inner.isNull()) {
                node.set(field.name(), inner);
            }
        }
        return node;
    }

    private static ArrayNode array(Schema schema, Collection<?> values) {
        ArrayNode node = NODES.arrayNode();
        values.forEach(value -> node.add(node(schema.getElementType(), value)));
        return node;
    }

    private static ObjectNode map(Schema schema, Map<?, ?> values) {
        ObjectNode node = NODES.objectNode();
        values.forEach((key, value) -> node.set(String.valueOf(key), node(schema.getValueType(), value)));
        return node;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
