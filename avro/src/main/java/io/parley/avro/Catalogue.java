package io.parley.avro;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalogue {@code topics.yaml}, read strictly: what provisions, documents and checks the topics of a cluster. */
public record Catalogue(List<Entry> topics, List<Absence> absent) {
    private static final String RESOURCE = "/topics.yaml";

    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new YAMLMapper()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(in, Catalogue.class);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " can't be read: " + e.getMessage(), e);
        }
    }

    public Entry topic(String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is not in the catalogue"));
    }

    /** What somebody may look for in the log and will not find. */
    public record Absence(String what, String where, String why) {}

    /**
     * One topic. {@code partitions} is a number, or {@code shards} or {@code slots}, which are settings of a cluster that
     * never change.
     */
    public record Entry(
            String name,
            String doc,
            String key,
            String value,
            String partitions,
            String why,
            String cleanup,
            String retention,
            String timestamps,
            @Nullable String copartition,
            String kept,
            String order,
            String dedup,
            String tombstones,
            String personal,
            String headers,
            String isolation,
            List<String> writers,
            List<String> readers,
            @JsonProperty("config") @Nullable Map<String, String> extra) {

        public int partitionCount(int shards, int slots) {
            return switch (partitions) {
                case "shards" -> shards;
                case "slots" -> slots;
                default -> Integer.parseInt(partitions);
            };
        }

        /** The topic's configuration in Kafka's own names. */
        public Map<String, String> config() {
            Map<String, String> config = new TreeMap<>();
            config.put("cleanup.policy", cleanup);
            config.put("retention.ms", Long.toString(retentionMs()));
            config.put("message.timestamp.type", timestamps.equals("log-append") ? "LogAppendTime" : "CreateTime");
            if (extra != null) {
                config.putAll(extra);
            }
            return config;
        }

        private long retentionMs() {
            if (retention.equals("forever")) {
                return -1;
            }
            int unit = retention.length() - 1;
            long amount = Long.parseLong(retention.substring(0, unit));
            return switch (retention.charAt(unit)) {
                case 'd' -> Duration.ofDays(amount).toMillis();
                case 'h' -> Duration.ofHours(amount).toMillis();
                default ->
                    throw new IllegalArgumentException(name + ": retention " + retention + " is no number of d or h");
            };
        }
    }
}
