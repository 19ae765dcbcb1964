package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SchemaRegistry;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** Schemas that differ from one of ours in nothing but a doc, each under a subject of its own. The registry counts ids. */
final class Registrations {
    private final SchemaRegistry registry;
    private final Schema schema;
    private final Supplier<String> names;

    /** @param names gives a name that nobody has had */
    Registrations(String url, Schema schema, Supplier<String> names) {
        this.registry = new SchemaRegistry(url);
        this.schema = schema;
        this.names = names;
    }

    /** An id that no schema has yet, and one will have soon. */
    int unknown() {
        int first = register();
        int second = register();
        return second + (second - first);
    }

    /** Registers schemas until one has this id. */
    void reach(int id) {
        int last = register();
        while (last < id) {
            last = register();
        }
        assertThat(last).as("the id of a schema that comes late").isEqualTo(id);
    }

    private int register() {
        String name = names.get();
        Schema other = Schema.createRecord(schema.getName(), name, schema.getNamespace(), false);
        other.setFields(schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        return registry.register(name + "-value", other);
    }
}
