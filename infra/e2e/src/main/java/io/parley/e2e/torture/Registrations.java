package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SchemaRegistry;
import io.parley.avro.UnknownSchemaException;
import org.apache.avro.Schema;

/** Which ids the registry has given: it counts, so that the next one is known before it is. */
final class Registrations {
    private final SchemaRegistry registry;

    Registrations(String url) {
        registry = new SchemaRegistry(url);
    }

    /** The id that the next schema gets. */
    int unknown() {
        int id = 1;
        while (isKnown(id)) {
            id++;
        }
        return id;
    }

    private boolean isKnown(int id) {
        try {
            registry.schema(id);
            return true;
        } catch (UnknownSchemaException e) {
            return false;
        }
    }

    /** Registers the schema, told apart from all others by its doc, and sees that it gets this id. */
    void register(int id, Schema schema, String name) {
        Schema other = Schema.createRecord(schema.getName(), name, schema.getNamespace(), false);
        other.setFields(schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        assertThat(registry.register(name + "-value", other))
                .as("the id of a schema that comes late")
                .isEqualTo(id);
    }
}
