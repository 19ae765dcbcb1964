package io.parley.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.access.Access;
import io.parley.avro.Catalogue;
import io.parley.avro.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code base} that are made: each a stream of YAML documents, in an order that never changes. */
final class Manifests {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final Path SINK_METRICS = Path.of("..", "observability", "connect-jmx.yml");
    private static final String MADE =
            "# Made by mvn -f infra/kubernetes/pom.xml test -Dtest=ManifestsTest -Dparley.write; from ";

    private Manifests() {}

    /** Every made file of the base by its name. */
    static Map<String, String> all() {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "topics.yaml",
                file("schemas/src/main/resources/topics.yaml", KafkaTopics.of(Catalogue.load(), ClusterSize.BASE)));
        files.put("users.yaml", file("schemas/src/main/resources/access.yaml", KafkaUsers.of(Access.load())));
        files.put("schemas.yaml", file("schemas/src/main/resources/avro", List.of(SubjectSchemas.of(Topics.ALL))));
        files.put("metrics.yaml", file("infra/observability/connect-jmx.yml", List.of(sinkMetrics())));
        return files;
    }

    /** What Strimzi's workers tell Prometheus of the sinks: the same rules as everywhere, or half of the alerts see nothing. */
    private static Map<String, Object> sinkMetrics() {
        Map<String, Object> document = document("v1", "ConfigMap", Map.of("name", "parley-connect-metrics"));
        try {
            document.put("data", Map.of("connect-jmx.yml", Files.readString(SINK_METRICS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document;
    }

    private static String file(String source, List<Map<String, Object>> documents) {
        StringBuilder text = new StringBuilder(MADE).append(source).append(".\n");
        for (Map<String, Object> document : documents) {
            try {
                text.append(YAML.writeValueAsString(document));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a manifest cannot be written: " + e.getMessage(), e);
            }
        }
        return text.toString();
    }

    /** The head that every document has. */
    static Map<String, Object> document(String apiVersion, String kind, Map<String, Object> metadata) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", apiVersion);
        document.put("kind", kind);
        document.put("metadata", metadata);
        return document;
    }
}
