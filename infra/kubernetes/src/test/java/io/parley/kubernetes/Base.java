package io.parley.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The manifests as they lie in the folders, document by document. */
final class Base {
    static final Path FOLDER = Path.of("base");
    static final Path EXAMPLES = Path.of("examples");
    static final String KUSTOMIZATION = "kustomization.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();

    /** One document; {@code toString} is what a failed test shows of it. */
    record Document(String file, JsonNode content) {
        String kind() {
            return content.path("kind").asText();
        }

        String name() {
            return content.path("metadata").path("name").asText();
        }

        boolean isOf(String group) {
            return content.path("apiVersion").asText().startsWith(group + "/");
        }

        /** The pods that it makes, or nothing. */
        JsonNode pod() {
            return content.path("spec").path("template").path("spec");
        }

        JsonNode container() {
            return pod().path("containers").path(0);
        }

        @Override
        public String toString() {
            return file + ": " + kind() + " " + name();
        }
    }

    private Base() {}

    static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of the base and of the examples, but what only kustomize reads. */
    static List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        for (Path folder : List.of(FOLDER, EXAMPLES)) {
            for (String file : files(folder)) {
                if (!file.equals(KUSTOMIZATION)) {
                    read(folder.resolve(file)).forEach(content -> documents.add(new Document(file, content)));
                }
            }
        }
        return documents;
    }

    static Document document(String kind, String name) {
        return documents().stream()
                .filter(document ->
                        document.kind().equals(kind) && document.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
    }

    static List<JsonNode> read(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no YAML", e);
        }
    }
}
