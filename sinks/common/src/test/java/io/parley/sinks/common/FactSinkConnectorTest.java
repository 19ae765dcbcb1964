package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.Test;

class FactSinkConnectorTest {
    private final FactSinkConnector connector =
            new FactSinkConnector(SinkTask.class, SinkSettings.define(new ConfigDef()), Samples.TOPICS) {
                @Override
                protected Map<String, String> complaints(Map<String, String> given) {
                    return given.containsKey("store.user") ? Map.of("store.user", "needs a password") : Map.of();
                }
            };

    @Test
    void a_whole_configuration_is_taken_and_given_to_every_task() {
        Map<String, String> whole = whole();

        assertThat(errors(whole)).isEmpty();

        connector.start(whole);
        assertThat(connector.taskConfigs(3)).containsExactly(whole, whole, whole);
    }

    @Test
    void every_complaint_names_its_setting() {
        Map<String, String> half = whole();
        half.put("errors.tolerance", "none");
        half.remove("consumer.override.isolation.level");
        half.put("topics", "chat.marks, chat.raw");
        half.put("store.user", "somebody");

        assertThat(errors(half))
                .containsExactlyInAnyOrder(
                        "errors.tolerance: must be all, so that undecodable records go to the dead letters",
                        "consumer.override.isolation.level: must be read_committed, so that aborted records are in no table",
                        "store.user: needs a password",
                        "topics: this sink does not know [chat.raw]");
    }

    private List<String> errors(Map<String, String> given) {
        return connector.validate(given).configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
    }

    private static Map<String, String> whole() {
        Map<String, String> whole = new HashMap<>();
        whole.put("topics", "chat.marks");
        whole.put("registry.url", "http://127.0.0.1:1");
        whole.put("errors.tolerance", "all");
        whole.put("errors.deadletterqueue.topic.name", "sinks.dead-letters");
        whole.put("errors.deadletterqueue.context.headers.enable", "true");
        whole.put("consumer.override.isolation.level", "read_committed");
        whole.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        return whole;
    }
}
