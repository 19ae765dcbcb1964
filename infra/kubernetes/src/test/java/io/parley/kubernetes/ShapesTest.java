package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every document has the shape that its kind wants: no unknown field, none missing, none of another type. Of operators whose
 * definitions are in no registry of packages they can be given: {@code -Dparley.definitions=FOLDER} of YAML.
 */
class ShapesTest {
    private static final Path STRIMZI = Path.of("target", "definitions");
    private static final String GIVEN = "parley.definitions";
    /** Whose definitions cannot be had where the tests run; docs/operate.md says so. */
    private static final Set<String> UNSEEN = Set.of("CassandraDatacenter", "RedisReplication");
    /** Kubernetes' own, by the classes of its client that are made from its published schemas. */
    private static final Map<String, String> CORE = Map.of(
            "apps/v1 Deployment", "V1Deployment",
            "apps/v1 StatefulSet", "V1StatefulSet",
            "batch/v1 Job", "V1Job",
            "networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy",
            "policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget",
            "v1 ConfigMap", "V1ConfigMap",
            "v1 Service", "V1Service");

    private final Definitions definitions = Definitions.in(folders());

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>(List.of(STRIMZI));
        String given = System.getProperty(GIVEN);
        if (given != null) {
            folders.add(Path.of(given));
        }
        return folders;
    }

    static Stream<Base.Document> documents() {
        return Stream.concat(Base.documents().stream(), Component.ENCRYPTION.rendered().stream());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_has_the_shape_of_its_kind(Base.Document document) {
        String model = CORE.get(key(document));
        if (model != null) {
            assertThatCode(() -> read(model, document.content().toString())).doesNotThrowAnyException();
            return;
        }
        assumeThat(definitions.know(document) || !UNSEEN.contains(document.kind()))
                .as("the definition of %s is in no registry of packages: -D%s=FOLDER", document.kind(), GIVEN)
                .isTrue();

        assertThat(definitions.faults(document)).isEmpty();
    }

    @Test
    void what_has_a_wrong_shape_is_seen() {
        Base.Document edge = Base.document("Deployment", "parley-edge");
        Base.Document topic = Base.document("KafkaTopic", "chat.raw");

        ObjectNode misspelt = edge.content().deepCopy();
        ((ObjectNode) misspelt.at("/spec/template/spec/containers/0")).put("redinessProbe", "x");
        ObjectNode unheard = topic.content().deepCopy();
        unheard.withObject("/spec").put("partition", 1);
        ObjectNode ofAnotherType = topic.content().deepCopy();
        ofAnotherType.withObject("/spec").put("partitions", "many");

        assertThatCode(() -> read("V1Deployment", misspelt.toString())).hasMessageContaining("redinessProbe");
        assertThat(definitions.faults(new Base.Document("unheard", unheard))).hasSize(1);
        assertThat(definitions.faults(new Base.Document("of another type", ofAnotherType)))
                .hasSize(1);
    }

    @Test
    void the_definitions_are_there() {
        assertThat(STRIMZI).isDirectory();
        assertThat(Files.exists(STRIMZI.resolve("kafka.yaml"))).isTrue();
    }

    private static String key(Base.Document document) {
        return document.content().path("apiVersion").asText() + " " + document.kind();
    }

    /** First the client's check of names and of what must be there, then its reading, which knows numbers from words. */
    private static void read(String model, String json) throws Throwable {
        Class<?> type = Class.forName("io.kubernetes.client.openapi.models." + model);
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(json));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        assertThat(JSON.<Object>deserialize(json, type)).isNotNull();
    }
}
