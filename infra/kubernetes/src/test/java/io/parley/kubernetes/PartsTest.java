package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of edges and topologies say nothing that the part does not have, and all that it needs. */
class PartsTest {
    private static final int NOBODY = 10001;
    /** What a process may take to end besides the times that are settings. */
    private static final long ENDING_MS = 15_000;

    static Stream<Part> parts() {
        return Stream.of(Part.EDGE, Part.TOPOLOGY);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void every_variable_is_a_setting_and_none_that_must_be_set_is_missing(Part part) {
        Set<String> variables = part.variables().keySet();

        assertThat(variables).allMatch(part.settings()::hasVariable);
        assertThat(part.settings().byName().values())
                .filteredOn(SettingsOf.Setting::mustBeSet)
                .extracting(SettingsOf.Setting::variable)
                .isSubsetOf(variables);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void every_file_that_a_variable_names_lies_in_a_volume(Part part) {
        List<String> paths = part.variables().values().stream()
                .filter(value -> value.startsWith("/"))
                .toList();

        assertThat(paths).isNotEmpty().allMatch(path -> part.mounts().stream()
                .anyMatch(mount -> path.startsWith(mount + "/")));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void the_image_is_the_one_that_the_build_makes_with_its_ports(Part part) {
        assertThat(part.manifest().container().path("image").asText())
                .isEqualTo(Part.image(part.name(), Part.prefix()));
        assertThat(new TreeSet<>(part.ports().values())).isEqualTo(part.imagePorts());
    }

    @Test
    void ports_are_those_that_the_parts_are_told_to_listen_on() {
        assertThat(Part.EDGE.value("edge.port")).isEqualTo(port(Part.EDGE, "http"));
        assertThat(Part.EDGE.value("edge.admin.port")).isEqualTo(port(Part.EDGE, "admin"));
        assertThat(Part.TOPOLOGY.value("talk.metrics.port")).isEqualTo(port(Part.TOPOLOGY, "metrics"));
        assertThat(List.of(
                        Part.EDGE.value("edge.host"),
                        Part.EDGE.value("edge.admin.host"),
                        Part.TOPOLOGY.value("talk.metrics.host")))
                .containsOnly("0.0.0.0");
    }

    private static String port(Part part, String name) {
        return String.valueOf(part.ports().get(name));
    }

    @Test
    void probes_ask_what_the_parts_answer_and_ready_is_another_question_than_alive() {
        probes(Part.EDGE, "admin", Part.EDGE.settings().get("edge.admin.port").what());
        probes(
                Part.TOPOLOGY,
                "metrics",
                Part.TOPOLOGY.settings().get("talk.metrics.host").what());
    }

    private static void probes(Part part, String port, String answers) {
        JsonNode container = part.manifest().container();
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            JsonNode asked = container.path(probe).path("httpGet");
            assertThat(asked.path("port").asText()).as(probe).isEqualTo(port);
            assertThat(answers).as(probe).contains(asked.path("path").asText());
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
    }

    @Test
    void a_pod_is_given_longer_to_end_than_its_part_takes() {
        long drain = Long.parseLong(Part.EDGE.value("edge.drain.grace.ms"));
        long before = Part.EDGE
                        .manifest()
                        .container()
                        .at("/lifecycle/preStop/sleep/seconds")
                        .asLong()
                * 1000;
        // Talk, and push after it.
        long close = 2 * Long.parseLong(Part.TOPOLOGY.value("talk.close.timeout.ms"));

        assertThat(before).isPositive();
        assertThat(graceMs(Part.EDGE)).isGreaterThanOrEqualTo(before + drain + ENDING_MS);
        assertThat(graceMs(Part.TOPOLOGY)).isGreaterThanOrEqualTo(close + ENDING_MS);
    }

    private static long graceMs(Part part) {
        return part.manifest().pod().path("terminationGracePeriodSeconds").asLong() * 1000;
    }

    @Test
    void there_are_slots_for_all_edges_of_a_rolling_upgrade_and_copies_for_all_shards() {
        JsonNode edges = Part.EDGE.manifest().content().path("spec");
        int atOnce = edges.path("replicas").asInt()
                + edges.at("/strategy/rollingUpdate/maxSurge").asInt();
        int topologies = Part.TOPOLOGY.manifest().content().at("/spec/replicas").asInt();

        assertThat(atOnce).isLessThanOrEqualTo(ClusterSize.BASE.slots());
        assertThat(topologies).isGreaterThan(Integer.parseInt(Part.TOPOLOGY.value("talk.standbys")));
    }

    @Test
    void uploads_have_room_for_their_files() {
        SettingsOf settings = Part.EDGE.settings();
        long needed = 2
                * settings.get("limit.file.bytes").number()
                * settings.get("files.uploads.concurrent").number();
        String room = "";
        for (JsonNode volume : Part.EDGE.manifest().pod().path("volumes")) {
            room += volume.at("/emptyDir/sizeLimit").asText();
        }

        assertThat(room).endsWith("Gi");
        assertThat(Long.parseLong(room.replace("Gi", "")) << 30).isGreaterThanOrEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void a_part_runs_as_nobody_on_a_disk_that_it_cannot_write(Part part) {
        JsonNode pod = part.manifest().pod();
        JsonNode container = part.manifest().container();

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(NOBODY);
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/resources/requests").fieldNames())
                .toIterable()
                .contains("cpu", "memory");
        assertThat(container.at("/resources/limits").fieldNames()).toIterable().contains("memory");
    }
}
