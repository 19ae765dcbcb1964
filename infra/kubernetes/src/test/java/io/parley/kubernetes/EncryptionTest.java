package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.access.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the component, edges and the sinks that read words have the master keys, and nothing that is no setting. */
class EncryptionTest {
    private static final Component COMPONENT = Component.ENCRYPTION;
    private static final SettingsOf SINKS = SettingsOf.page("sinks.md");

    static Stream<Base.Document> connectors() {
        return COMPONENT.rendered().stream().filter(document -> document.kind().equals("KafkaConnector"));
    }

    @Test
    void it_changes_edges_workers_and_the_sinks_that_read_words_and_lists_every_file() {
        List<String> patches = new ArrayList<>();
        COMPONENT
                .kustomization()
                .path("patches")
                .forEach(patch -> patches.add(patch.path("path").asText()));
        patches.add(Base.KUSTOMIZATION);

        assertThat(patches).containsExactlyInAnyOrderElementsOf(Base.files(COMPONENT.folder()));
        assertThat(COMPONENT.rendered())
                .extracting(Base.Document::name)
                .containsExactlyInAnyOrder("parley-edge", "parley", "cassandra-sink", "push-sink", "webhook-sink");
    }

    @Test
    void an_edge_reads_the_keys_from_a_folder_that_is_mounted_and_encrypts_nothing_before_somebody_says_so() {
        Base.Document edge = COMPONENT.rendered("Deployment", "parley-edge");
        Map<String, String> variables = new TreeMap<>();
        edge.container()
                .path("env")
                .forEach(each -> variables.put(
                        each.path("name").asText(), each.path("value").asText()));

        assertThat(variables.keySet()).allMatch(Part.EDGE.settings()::hasVariable);
        assertThat(variables).containsEntry("PARLEY_CONTENT_ENCRYPTED", "false");
        String file = String.valueOf(variables.get("PARLEY_CONTENT_KEYS_FILE"));
        assertThat(mounts(edge.container())).anyMatch(mount -> file.startsWith(mount + "/"));
        mountsAreVolumes(edge.container(), edge.pod());
    }

    @Test
    void the_workers_mount_what_the_connectors_name_where_they_may_read_it() {
        Base.Document connect = COMPONENT.rendered("KafkaConnect", "parley");
        JsonNode template = connect.content().at("/spec/template");
        Set<String> mounts = mounts(template.path("connectContainer"));

        mountsAreVolumes(template.path("connectContainer"), template.path("pod"));
        String allowed = connect.content()
                .at("/spec/config")
                .path("config.providers.directory.param.allowed.paths")
                .asText();
        assertThat(mounts).allMatch(mount -> mount.startsWith(allowed + "/"));
        connectors().forEach(connector -> {
            JsonNode config = connector.content().at("/spec/config");
            assertThat(Stream.of("content.keys.file", "content.consumer.ssl.truststore.location"))
                    .allMatch(setting -> mounts.stream()
                            .anyMatch(mount -> config.path(setting).asText().startsWith(mount + "/")));
            assertThat(config.path("content.consumer.sasl.jaas.config").asText())
                    .contains("username=\"" + Access.CONNECT + "\"", "${directory:/mnt/parley/kafka:password}");
        });
        assertThat(mounts).contains("/mnt/parley/kafka");
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void a_connector_reads_the_keys_from_the_log_that_the_workers_use(Base.Document connector) {
        JsonNode config = connector.content().at("/spec/config");
        List<String> added = new ArrayList<>();
        config.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("content.")) {
                added.add(name);
            }
        });

        assertThat(added)
                .contains("content.keys.file", "content.bootstrap.servers")
                .allMatch(name -> SINKS.byName().containsKey(name) || name.startsWith("content.consumer."));
        JsonNode connect = Base.document("KafkaConnect", "parley").content().path("spec");
        assertThat(config.path("content.bootstrap.servers")).isEqualTo(connect.path("bootstrapServers"));
    }

    private static Set<String> mounts(JsonNode container) {
        Set<String> mounts = new TreeSet<>();
        container
                .path("volumeMounts")
                .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
        return mounts;
    }

    private static void mountsAreVolumes(JsonNode container, JsonNode pod) {
        Set<String> volumes = new TreeSet<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        Set<String> mounted = new TreeSet<>();
        container
                .path("volumeMounts")
                .forEach(mount -> mounted.add(mount.path("name").asText()));
        assertThat(mounted).isEqualTo(volumes);
    }
}
