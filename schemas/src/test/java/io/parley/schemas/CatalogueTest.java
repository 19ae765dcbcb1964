package io.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The catalogue is complete: a topic can be provisioned, documented and judged from its entry alone. */
class CatalogueTest {
    private static final List<String> TEXTS = List.of(
            "name",
            "doc",
            "key",
            "value",
            "partitions",
            "why",
            "cleanup",
            "retention",
            "timestamps",
            "kept",
            "order",
            "dedup",
            "tombstones",
            "personal",
            "headers",
            "isolation");
    /** Records of stores: what restores them are changelogs, which are no public topics. */
    private static final String STATE = "io.parley.avro.state.";

    private static final Set<String> OTHERS = Set.of("copartition", "writers", "readers", "config");

    private final List<JsonNode> topics = load();
    private final SchemaSet schemas = SchemaSet.current();

    @Test
    void every_topic_says_everything_about_itself_and_nothing_unknown() {
        for (JsonNode topic : topics) {
            for (String text : TEXTS) {
                assertThat(topic.path(text).asText())
                        .as(name(topic) + " " + text)
                        .isNotBlank();
            }
            assertThat(topic.path("writers")).as(name(topic) + " writers").isNotEmpty();
            assertThat(topic.path("readers")).as(name(topic) + " readers").isNotEmpty();
            Set<String> known = new HashSet<>(TEXTS);
            known.addAll(OTHERS);
            assertThat(fieldNames(topic)).as(name(topic)).isSubsetOf(known);
        }
    }

    @Test
    void no_topic_is_named_twice() {
        assertThat(topics.stream().map(CatalogueTest::name)).doesNotHaveDuplicates();
    }

    @Test
    void every_value_is_a_schema_that_exists_or_plain_bytes() {
        for (JsonNode topic : topics) {
            String value = topic.path("value").asText();
            assertThat(value.equals("bytes") || schemas.byName().containsKey(value))
                    .as(name(topic) + " has the value " + value)
                    .isTrue();
        }
    }

    @Test
    void every_schema_but_those_of_state_is_reached_from_a_topic() {
        Set<String> reached = new HashSet<>();
        topics.forEach(topic -> reach(schemas.byName().get(topic.path("value").asText()), reached));

        Set<String> ofTopics = new TreeSet<>(schemas.byName().keySet());
        ofTopics.removeIf(name -> name.startsWith(STATE));
        assertThat(ofTopics).isEqualTo(new TreeSet<>(reached));
    }

    @Test
    void words_with_a_meaning_are_the_known_ones() {
        for (JsonNode topic : topics) {
            assertThat(topic.path("partitions").asText()).as(name(topic)).matches("shards|slots|[1-9][0-9]*");
            assertThat(topic.path("cleanup").asText()).as(name(topic)).isIn("delete", "compact", "compact,delete");
            assertThat(topic.path("retention").asText()).as(name(topic)).matches("forever|[1-9][0-9]*[dh]");
            assertThat(topic.path("timestamps").asText()).as(name(topic)).isIn("log-append", "create");
        }
    }

    @Test
    void what_edges_write_is_stamped_by_the_broker() {
        for (JsonNode topic : topics) {
            boolean fromEdges = topic.path("writers").toString().contains("\"edge\"");
            assertThat(topic.path("timestamps").asText())
                    .as(name(topic) + ": one edge with a fast clock would drag ids ahead")
                    .isEqualTo(fromEdges ? "log-append" : "create");
        }
    }

    @Test
    void what_is_written_in_transactions_is_read_committed() {
        for (JsonNode topic : topics) {
            boolean ofStreams = topic.path("writers").toString().matches(".*\"(talk|push)\".*");
            assertThat(topic.path("isolation").asText())
                    .as(name(topic) + ": an aborted record of a topology was never said")
                    .matches(ofStreams ? "read_committed; .*" : "(read_committed|either); .*");
        }
    }

    @Test
    void the_talk_is_kept_for_ever_and_raw_events_for_a_week() {
        assertThat(topic("chat.messages").path("retention").asText()).isEqualTo("forever");
        assertThat(topic("chat.messages").path("cleanup").asText()).isEqualTo("delete");
        assertThat(topic("chat.members").path("cleanup").asText()).isEqualTo("compact");
        assertThat(topic("chat.marks").path("cleanup").asText()).isEqualTo("compact");
        for (String week : List.of("chat.raw", "user.raw", "user.sessions", "user.inbox", "user.changes")) {
            assertThat(topic(week).path("retention").asText()).as(week).isEqualTo("7d");
        }
    }

    @Test
    void topics_of_one_group_have_as_many_partitions() {
        topics.stream()
                .filter(topic -> topic.path("copartition").asText().equals("talk"))
                .forEach(topic -> assertThat(topic.path("partitions").asText())
                        .as(name(topic))
                        .isEqualTo("shards"));
    }

    private JsonNode topic(String name) {
        return topics.stream()
                .filter(topic -> name(topic).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in the catalogue"));
    }

    private static void reach(@Nullable Schema schema, Set<String> reached) {
        if (schema == null) {
            return;
        }
        switch (schema.getType()) {
            case RECORD -> {
                if (reached.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> reach(field.schema(), reached));
                }
            }
            case ENUM -> reached.add(schema.getFullName());
            case ARRAY -> reach(schema.getElementType(), reached);
            case MAP -> reach(schema.getValueType(), reached);
            case UNION -> schema.getTypes().forEach(branch -> reach(branch, reached));
            default -> {}
        }
    }

    private static String name(JsonNode topic) {
        return topic.path("name").asText();
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<JsonNode> load() {
        try {
            List<JsonNode> topics = new ArrayList<>();
            new YAMLMapper()
                    .readTree(SchemaSet.RESOURCES.resolve("topics.yaml").toFile())
                    .path("topics")
                    .forEach(topics::add);
            return topics;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
