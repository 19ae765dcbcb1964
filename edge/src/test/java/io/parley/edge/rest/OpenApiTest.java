package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published document and the table of routes say the same. */
class OpenApiTest extends RestTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private final JsonNode document = PublishedDocuments.read("openapi.yaml");

    @Test
    void every_route_is_published_and_every_published_call_has_a_route() {
        Set<String> published = new TreeSet<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        published.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        Set<String> routes = new TreeSet<>();
        api.routes().forEach(route -> routes.add(route.method() + " " + route.path()));
        assertThat(published).isEqualTo(routes);
    }

    @Test
    void every_variable_of_a_path_is_a_parameter() {
        document.get("paths").fields().forEachRemaining(path -> {
            List<String> names = new ArrayList<>();
            path.getValue()
                    .path("parameters")
                    .forEach(parameter -> names.add(PublishedDocuments.at(document, parameter)
                            .path("name")
                            .asText()));
            List<String> variables = Arrays.stream(path.getKey().split("/"))
                    .filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1))
                    .toList();
            assertThat(names).as(path.getKey()).isEqualTo(variables);
        });
    }

    @Test
    void the_published_limits_are_those_that_hold() {
        JsonNode limit = document.at("/components/parameters/limit/schema");

        assertThat(limit.path("default").asInt()).isEqualTo(LIMITS.pageDefault());
        assertThat(limit.path("maximum").asInt()).isEqualTo(LIMITS.pageMax());
        assertThat(document.at("/components/schemas/Name/maxLength").asInt()).isEqualTo(LIMITS.nameCodePoints());
    }

    @Test
    void an_answer_has_no_field_that_is_not_published() {
        tables.chat("gteam", false, 9_000_000, "ann", "bob");
        tables.say("gteam", "ann", 2_000_000, 1, "hi");

        JsonNode chat = get("/chats/gteam").json();
        JsonNode message = get("/chats/gteam/messages").json().path("messages").get(0);

        JsonNode schemas = document.at("/components/schemas");
        List<String> fields = new ArrayList<>();
        chat.fieldNames().forEachRemaining(fields::add);
        fields.remove("member_list");
        assertThat(fields).allSatisfy(field -> assertThat(
                        schemas.path("Chat").path("properties").has(field))
                .isTrue());
        message.fieldNames().forEachRemaining(field -> assertThat(
                        schemas.path("Message").path("properties").has(field))
                .as(field)
                .isTrue());
    }
}
