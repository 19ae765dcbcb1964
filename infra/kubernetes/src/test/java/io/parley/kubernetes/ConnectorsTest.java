package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Catalogue;
import io.parley.avro.Topics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connector reads what the catalogue says that its sink reads, loses nothing, and has no setting that is none. */
class ConnectorsTest {
    private static final SettingsOf SINKS = SettingsOf.page("sinks.md");
    private static final Set<String> CONNECTS_OWN = Set.of("topics", "key.converter", "value.converter");
    private static final Path PLUGINS = Path.of("..", "..", "sinks");
    private static final String SINK = "-sink";

    static Stream<Base.Document> connectors() {
        return Base.documents().stream().filter(document -> document.kind().equals("KafkaConnector"));
    }

    @Test
    void every_sink_of_the_catalogue_has_one_and_only_the_webhook_is_off() {
        Set<String> sinks = Catalogue.load().topics().stream()
                .flatMap(topic -> topic.readers().stream())
                .filter(role -> role.endsWith(SINK))
                .collect(Collectors.toCollection(TreeSet::new));

        Map<String, String> states = new TreeMap<>();
        connectors()
                .forEach(connector -> states.put(
                        connector.name(), connector.content().at("/spec/state").asText("running")));

        assertThat(states.keySet()).isEqualTo(sinks);
        assertThat(states).containsEntry("webhook-sink", "stopped").containsEntry("cassandra-sink", "running");
        assertThat(Base.files(Base.EXAMPLES)).containsExactly("webhook-sink.yaml");
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void its_topics_are_those_that_the_catalogue_has_it_read(Base.Document connector) {
        List<String> read = Catalogue.load().topics().stream()
                .filter(topic -> topic.readers().contains(connector.name()))
                .map(Catalogue.Entry::name)
                .toList();

        assertThat(Arrays.asList(config(connector).path("topics").asText().split(",")))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void it_has_what_a_sink_requires_and_no_setting_that_is_none(Base.Document connector) {
        JsonNode config = config(connector);

        assertThat(config.fieldNames())
                .toIterable()
                .allMatch(name -> SINKS.byName().containsKey(name)
                        || CONNECTS_OWN.contains(name)
                        || name.startsWith("consumer.override.")
                        || name.startsWith("errors."));
        assertThat(config.path("errors.tolerance").asText()).isEqualTo("all");
        assertThat(config.path("errors.deadletterqueue.topic.name").asText()).isEqualTo(Topics.SINKS_DEAD_LETTERS);
        assertThat(config.path("errors.deadletterqueue.context.headers.enable").asBoolean())
                .isTrue();
        assertThat(config.path("consumer.override.isolation.level").asText()).isEqualTo("read_committed");
        assertThat(config.path("value.converter").asText()).endsWith(".ByteArrayConverter");
        assertThat(config.path("registry.url").asText())
                .isEqualTo(Part.EDGE.variables().get("PARLEY_REGISTRY_URL"));
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void its_class_is_a_plugin_and_its_secrets_are_files(Base.Document connector) {
        String plugin = connector.name().replace(SINK, "");
        String type = connector.content().at("/spec/class").asText();

        assertThat(PLUGINS.resolve(plugin).resolve("src/main/java").resolve(type.replace('.', '/') + ".java"))
                .exists();
        config(connector).fields().forEachRemaining(setting -> {
            if (setting.getKey().endsWith("password") || setting.getKey().endsWith("secret")) {
                assertThat(setting.getValue().asText()).matches("\\$\\{directory:/mnt/parley/[a-z]+:[a-z]+}");
            }
        });
    }

    @Test
    void the_workers_image_has_the_name_that_the_build_gives_it() {
        assertThat(Base.document("KafkaConnect", "parley")
                        .content()
                        .at("/spec/image")
                        .asText())
                .isEqualTo(Part.image("connect", Part.prefix() + "strimzi-"));
    }

    private static JsonNode config(Base.Document connector) {
        return connector.content().at("/spec/config");
    }
}
