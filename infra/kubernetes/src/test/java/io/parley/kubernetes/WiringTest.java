package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.access.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one manifest names is there in another, or is made by an operator, or is asked for in docs/operate.md. */
class WiringTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "operate.md");
    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet");
    /** Strimzi makes it for the cluster. */
    private static final String AUTHORITY = "parley-cluster-ca-cert";

    @Test
    void whatever_selects_pods_selects_those_of_one_workload_and_names_ports_that_they_have() {
        List<String> wrong = new ArrayList<>();
        for (Base.Document document : Base.documents()) {
            JsonNode selector =
                    switch (document.kind()) {
                        case "Service" -> document.content().at("/spec/selector");
                        case "PodDisruptionBudget", "Deployment", "StatefulSet" ->
                            document.content().at("/spec/selector/matchLabels");
                        case "NetworkPolicy" -> document.content().at("/spec/podSelector/matchLabels");
                        default -> null;
                    };
            if (selector == null) {
                continue;
            }
            List<Base.Document> selected = Base.documents().stream()
                    .filter(workload -> WITH_PODS.contains(workload.kind()))
                    .filter(workload -> workload.content()
                            .at("/spec/template/metadata/labels")
                            .equals(selector))
                    .toList();
            if (selected.size() != 1 || !ports(selected.get(0)).containsAll(named(document))) {
                wrong.add(document.toString());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static Set<String> ports(Base.Document workload) {
        Set<String> ports = new HashSet<>();
        workload.container()
                .path("ports")
                .forEach(port -> ports.add(port.path("name").asText()));
        return ports;
    }

    private static Set<String> named(Base.Document document) {
        Set<String> ports = new HashSet<>();
        document.content()
                .at("/spec/ports")
                .forEach(port -> ports.add(port.path("targetPort").asText()));
        for (JsonNode rule : document.content().at("/spec/ingress")) {
            rule.path("ports").forEach(port -> ports.add(port.path("port").asText()));
        }
        return ports;
    }

    @Test
    void each_part_comes_as_its_own_principal() {
        Map<Part, String> principals = Map.of(Part.EDGE, Access.EDGE, Part.TOPOLOGY, Access.TALK);

        principals.forEach((part, principal) -> {
            assertThat(part.value("kafka.sasl.username")).isEqualTo(principal);
            assertThat(part.value("kafka.security.protocol")).isEqualTo("SASL_SSL");
            assertThat(secrets(part.manifest().content())).contains(principal);
        });
        JsonNode connect = Base.document("KafkaConnect", "parley").content().path("spec");
        assertThat(connect.at("/authentication/username").asText()).isEqualTo(Access.CONNECT);
        assertThat(connect.path("groupId").asText()).isEqualTo(Access.CONNECT);
    }

    @Test
    void every_secret_is_an_operators_or_asked_for_on_the_page() throws IOException {
        Set<String> made = new TreeSet<>(Set.of(AUTHORITY));
        Set<String> named = new TreeSet<>();
        for (Base.Document document : Base.documents()) {
            if (document.kind().equals("KafkaUser")) {
                made.add(document.name());
            }
            named.addAll(secrets(document.content()));
        }
        Component.ENCRYPTION.rendered().forEach(document -> named.addAll(secrets(document.content())));
        named.removeAll(made);

        Set<String> asked = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `(parley-[a-z-]+)` \\|").matcher(Files.readString(PAGE));
        while (row.find()) {
            asked.add(row.group(1));
        }
        // The table of rights begins its rows with principals.
        asked.removeAll(made);
        assertThat(asked).isEqualTo(named);
    }

    @Test
    void every_config_map_that_is_named_is_there_with_the_key() {
        List<String> missing = new ArrayList<>();
        for (Base.Document document : Base.documents()) {
            List<JsonNode> references = new ArrayList<>(document.content().findValues("configMapKeyRef"));
            references.addAll(document.content().findValues("configMap"));
            for (JsonNode reference : references) {
                JsonNode data = Base.document(
                                "ConfigMap", reference.path("name").asText())
                        .content()
                        .path("data");
                if (data.isEmpty()
                        || reference.has("key")
                                && !data.has(reference.path("key").asText())) {
                    missing.add(document + " wants " + reference);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Whatever names a secret, in the words of Kubernetes and of each operator. */
    private static Set<String> secrets(JsonNode content) {
        Set<String> secrets = new TreeSet<>();
        content.findValues("secretName").forEach(name -> secrets.add(name.asText()));
        for (String reference : List.of("secretKeyRef", "redisSecret")) {
            content.findValues(reference)
                    .forEach(found -> secrets.add(found.path("name").asText()));
        }
        return secrets;
    }

    @Test
    void three_brokers_keep_what_was_acknowledged_on_two() {
        JsonNode kafka = Base.document("Kafka", "parley").content().at("/spec/kafka");
        JsonNode brokers = Base.document("KafkaNodePool", "brokers").content().path("spec");

        assertThat(brokers.path("replicas").asInt())
                .isEqualTo(ClusterSize.BASE.replicas())
                .isGreaterThanOrEqualTo(3);
        assertThat(kafka.at("/config/min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(kafka.at("/config/unclean.leader.election.enable").asBoolean(true))
                .isFalse();
        assertThat(kafka.at("/config/auto.create.topics.enable").asBoolean(true))
                .isFalse();
        assertThat(kafka.at("/listeners")).hasSize(1);
        assertThat(kafka.at("/listeners/0/tls").asBoolean()).isTrue();
        assertThat(kafka.at("/listeners/0/authentication/type").asText()).isEqualTo("scram-sha-512");
        assertThat(kafka.at("/authorization/type").asText()).isEqualTo("simple");
    }
}
