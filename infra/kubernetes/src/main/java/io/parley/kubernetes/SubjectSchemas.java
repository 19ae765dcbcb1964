package io.parley.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.SchemaRegistry;
import io.parley.avro.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schema of each topic's values as the registry is told it, a file for each subject, for the job that registers them. */
final class SubjectSchemas {
    static final String NAME = "parley-schemas";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SubjectSchemas() {}

    static Map<String, Object> of(List<Topic<?>> topics) {
        Map<String, String> bodies = new TreeMap<>();
        for (Topic<?> topic : topics) {
            bodies.put(
                    topic.subject(),
                    JSON.createObjectNode()
                            .put("schema", SchemaRegistry.text(topic.schema()))
                            .toString());
        }
        Map<String, Object> document = Manifests.document("v1", "ConfigMap", Map.of("name", NAME));
        document.put("data", bodies);
        return document;
    }
}
