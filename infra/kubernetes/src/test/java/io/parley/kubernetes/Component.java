package io.parley.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A kustomize component over the base: what its patches, all of them RFC 6902's {@code add}, make of the documents. */
record Component(Path folder) {
    static final Component ENCRYPTION = new Component(Path.of("components", "encryption"));

    private record Patch(String kind, String names, List<JsonNode> operations) {
        boolean matches(Base.Document document) {
            return document.kind().equals(kind) && document.name().matches(names);
        }
    }

    JsonNode kustomization() {
        return Base.read(folder.resolve(Base.KUSTOMIZATION)).get(0);
    }

    private List<Patch> patches() {
        List<Patch> patches = new ArrayList<>();
        kustomization()
                .path("patches")
                .forEach(patch -> patches.add(new Patch(
                        patch.at("/target/kind").asText(),
                        patch.at("/target/name").asText(),
                        Base.read(folder.resolve(patch.path("path").asText())))));
        return patches;
    }

    /** The documents that it changes, as kustomize renders them. */
    List<Base.Document> rendered() {
        List<Base.Document> rendered = new ArrayList<>();
        for (Patch patch : patches()) {
            Base.documents().stream().filter(patch::matches).forEach(document -> {
                JsonNode content = document.content().deepCopy();
                patch.operations().forEach(operation -> add(content, operation));
                rendered.add(new Base.Document(folder.getFileName() + "/" + document.file(), content));
            });
        }
        return rendered;
    }

    Base.Document rendered(String kind, String name) {
        return rendered().stream()
                .filter(document ->
                        document.kind().equals(kind) && document.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
    }

    private static void add(JsonNode content, JsonNode operation) {
        if (!operation.path("op").asText().equals("add")) {
            throw new IllegalStateException("only what is added is rendered here: " + operation);
        }
        JsonPointer place = JsonPointer.compile(operation.path("path").asText());
        JsonNode parent = content.at(place.head());
        String last = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode list && last.equals("-")) {
            list.add(operation.path("value"));
        } else if (parent instanceof ObjectNode object) {
            object.set(last, operation.path("value"));
        } else {
            throw new IllegalStateException("there is nothing to add to: " + operation);
        }
    }
}
