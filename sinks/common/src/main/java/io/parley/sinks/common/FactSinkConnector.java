package io.parley.sinks.common;

import io.parley.avro.Topic;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * A sink as Connect sees it. Every task gets all settings; a configuration that would lose records is refused before
 * anything starts, with a sentence at the setting that is wrong.
 */
public abstract class FactSinkConnector extends SinkConnector {
    private final Class<? extends Task> task;
    private final ConfigDef definition;
    private final List<Topic<?>> topics;
    private Map<String, String> settings = Map.of();

    protected FactSinkConnector(Class<? extends Task> task, ConfigDef definition, List<Topic<?>> topics) {
        this.task = task;
        this.definition = definition;
        this.topics = topics;
    }

    /** What is wrong with settings that are each right: setting to complaint. */
    protected Map<String, String> complaints(Map<String, String> given) {
        return Map.of();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config config = super.validate(given);
        SinkSettings.complaints(given).forEach((name, complaint) -> complain(config, name, complaint));
        complaints(given).forEach((name, complaint) -> complain(config, name, complaint));
        Set<String> unknown = unknownTopics(given);
        if (!unknown.isEmpty()) {
            complain(config, "topics", "this sink does not know " + unknown);
        }
        return config;
    }

    private Set<String> unknownTopics(Map<String, String> given) {
        Set<String> known = topics.stream().map(Topic::name).collect(Collectors.toSet());
        return Arrays.stream(given.getOrDefault("topics", "").split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty() && !known.contains(topic))
                .collect(Collectors.toSet());
    }

    /** Connect answers with what stands at settings that the connector itself defines; the others' names go into the text. */
    private static void complain(Config config, String name, String complaint) {
        List<ConfigValue> values = config.configValues();
        ConfigValue at = values.stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(values.get(0));
        at.addErrorMessage(name + ": " + complaint);
    }

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return task;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    /** Nothing is kept beside the offsets, so they may be set anywhere: that is how a store is rebuilt. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<TopicPartition, Long> offsets) {
        return true;
    }

    @Override
    public void stop() {
        settings = Map.of();
    }

    @Override
    public ConfigDef config() {
        return definition;
    }

    @Override
    public String version() {
        return Release.of(getClass());
    }
}
