package io.parley.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Custom resources as their definitions want them, as strictly as an API server that is asked to refuse unknown fields. What
 * a definition says in CEL is not looked at.
 */
final class Definitions {
    private static final String ANY = "x-kubernetes-preserve-unknown-fields";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    /** What every object has, whatever its definition says. */
    private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");

    private final Map<String, Schema> schemas = new HashMap<>();

    /** Reads every definition in these folders. */
    static Definitions in(List<Path> folders) {
        Definitions definitions = new Definitions();
        for (Path folder : folders) {
            for (String file : Base.files(folder)) {
                Base.read(folder.resolve(file)).forEach(definitions::add);
            }
        }
        return definitions;
    }

    private void add(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            ObjectNode schema = version.path("schema").path("openAPIV3Schema").deepCopy();
            ObjectNode properties = schema.withObject("/properties");
            HEAD.forEach(properties::remove);
            strict(schema);
            HEAD.forEach(properties::putObject);
            String api =
                    spec.path("group").asText() + "/" + version.path("name").asText();
            schemas.put(
                    api + " " + spec.path("names").path("kind").asText(),
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(schema.toString(), InputFormat.JSON));
        }
    }

    boolean know(Base.Document document) {
        return schemas.containsKey(key(document));
    }

    List<String> faults(Base.Document document) {
        Schema schema = schemas.get(key(document));
        if (schema == null) {
            throw new IllegalArgumentException("no definition of " + key(document));
        }
        return schema.validate(document.content().toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static String key(Base.Document document) {
        return document.content().path("apiVersion").asText() + " " + document.kind();
    }

    /** A definition's schema in JSON Schema's words: of an object with properties nothing else is taken. */
    private static void strict(JsonNode node) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        if (schema.path(INT_OR_STRING).asBoolean()) {
            schema.remove("type");
        }
        schema.path("properties").forEach(Definitions::strict);
        strict(schema.path("items"));
        strict(schema.path("additionalProperties"));
        if (schema.has("properties")
                && !schema.has("additionalProperties")
                && !schema.path(ANY).asBoolean()) {
            schema.put("additionalProperties", false);
        }
    }
}
