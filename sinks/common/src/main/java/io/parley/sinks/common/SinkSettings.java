package io.parley.sinks.common;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.parley.avro.RegistrySettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings that every sink has besides its store's, and what it needs of Connect's own. Times are milliseconds. */
public final class SinkSettings {
    public static final String RETRY_BACKOFF = "retry.backoff.ms";
    public static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";
    public static final String COMMIT_INTERVAL = "commit.interval.ms";
    public static final String POISON_MAX = "poison.max";
    public static final String POISON_WINDOW = "poison.window.ms";

    private SinkSettings() {}

    /** Adds these settings to those of a store. */
    public static ConfigDef define(ConfigDef definition) {
        RegistrySettings.define(definition);
        number(definition, RETRY_BACKOFF, 100, 1, "First wait before a batch is tried again when the store is down.");
        number(definition, RETRY_BACKOFF_MAX, 5_000, 1, "Longest wait between two tries; waits double up to it.");
        number(
                definition,
                COMMIT_INTERVAL,
                1_000,
                0,
                "Offsets of what landed are committed this often while records come, besides the worker's own rhythm.");
        number(
                definition,
                POISON_MAX,
                100,
                0,
                "Undecodable records that are set aside within " + POISON_WINDOW + "; one more stops the task.");
        number(definition, POISON_WINDOW, 60_000, 1, "See " + POISON_MAX + ".");
        return definition;
    }

    /**
     * Connect's own settings without which a sink would lose records or show what was never committed, and what is wrong
     * with those given: setting to complaint, in order.
     */
    public static Map<String, String> complaints(Map<String, String> given) {
        Map<String, String> complaints = new LinkedHashMap<>();
        require(given, complaints, "errors.tolerance", "all", "undecodable records go to the dead letters");
        require(
                given,
                complaints,
                "errors.deadletterqueue.context.headers.enable",
                "true",
                "the cause is kept with them");
        if (given.getOrDefault("errors.deadletterqueue.topic.name", "").isBlank()) {
            complaints.put("errors.deadletterqueue.topic.name", "must name the topic for undecodable records");
        }
        require(
                given,
                complaints,
                "consumer.override.isolation.level",
                "read_committed",
                "aborted records are in no table");
        require(
                given,
                complaints,
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "the sink decodes by itself, to tell poison from what is new");
        return complaints;
    }

    private static void require(
            Map<String, String> given, Map<String, String> complaints, String name, String value, String reason) {
        if (!value.equals(given.get(name))) {
            complaints.put(name, "must be " + value + ", so that " + reason);
        }
    }

    private static void number(ConfigDef definition, String name, int value, int least, String doc) {
        definition.define(name, Type.INT, value, atLeast(least), Importance.LOW, doc);
    }
}
