package io.parley.kubernetes;

import io.parley.avro.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One Strimzi {@code KafkaTopic} for each topic of the catalogue, with all that the catalogue says and nothing else. */
final class KafkaTopics {
    /** By it an overlay finds all topics whose partitions are the shards, or the slots, and says how many those are. */
    static final String PARTITIONS = "parley.io/partitions";

    private KafkaTopics() {}

    static List<Map<String, Object>> of(Catalogue catalogue, ClusterSize size) {
        return catalogue.topics().stream().map(topic -> topic(topic, size)).toList();
    }

    private static Map<String, Object> topic(Catalogue.Entry topic, ClusterSize size) {
        Map<String, Object> labels = new LinkedHashMap<>(Strimzi.CLUSTER);
        labels.put(PARTITIONS, counted(topic.partitions()) ? topic.partitions() : "fixed");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", topic.name());
        metadata.put("labels", labels);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("partitions", topic.partitionCount(size.shards(), size.slots()));
        spec.put("replicas", size.replicas());
        spec.put("config", topic.config());
        Map<String, Object> document = Manifests.document(Strimzi.API, "KafkaTopic", metadata);
        document.put("spec", spec);
        return document;
    }

    private static boolean counted(String partitions) {
        return partitions.equals("shards") || partitions.equals("slots");
    }
}
