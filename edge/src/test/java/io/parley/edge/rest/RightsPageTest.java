package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever is published has a row on the page of rights, which RightsIT holds against running parts. */
class RightsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)`");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    void every_call_and_every_frame_has_a_row() throws IOException {
        Set<String> published = new TreeSet<>();
        calls(published);
        frames(published);

        Set<String> rows = Files.readAllLines(Path.of("../docs/rights.md")).stream()
                .map(ROW::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(published);
    }

    private static void calls(Set<String> published) {
        JsonNode document = PublishedDocuments.read("openapi.yaml");
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        published.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
    }

    private static void frames(Set<String> published) {
        JsonNode document = PublishedDocuments.read("asyncapi.yaml");
        document.at("/operations/fromClient/messages")
                .forEach(message -> PublishedDocuments.at(document, message).findValues("type").stream()
                        .filter(type -> type.has("const"))
                        .forEach(type -> published.add(type.get("const").asText())));
    }
}
