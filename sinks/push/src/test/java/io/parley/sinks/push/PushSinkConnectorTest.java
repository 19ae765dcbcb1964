package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushSinkConnectorTest {

    @Test
    void on_one_machine_nothing_has_to_be_set() {
        assertThat(errors(Map.of())).isEmpty();
    }

    @Test
    void a_platform_needs_a_key_and_a_log_to_forget_tokens_by() {
        assertThat(errors(Map.of(PushSinkSettings.TARGETS, "fcm, apns")))
                .containsExactlyInAnyOrder(
                        "push.bootstrap.servers: must be set: tokens that are none any more must be forgotten",
                        "fcm.credentials.file: must be set: FCM must know who sends",
                        "apns.key.file: must be set: APNs must know who sends",
                        "apns.key.id: must be set: APNs must know the key",
                        "apns.team.id: must be set: APNs must know whose the key is");
    }

    @Test
    void the_log_stands_alone() {
        assertThat(errors(Map.of(PushSinkSettings.TARGETS, "log,fcm"))).contains("push.targets: log stands alone");
    }

    @Test
    void a_line_in_the_log_holds_neither_content_nor_token() {
        assertThat(Samples.apns("c1", 3))
                .hasToString("user=ann device=phone platform=apns chat=c1 msg=m-3 badge=3 mention=false muted=false");
    }

    private static List<String> errors(Map<String, String> more) {
        Map<String, String> given = new HashMap<>();
        given.put("topics", "push.requests");
        given.put("registry.url", "http://127.0.0.1:1");
        given.put("errors.tolerance", "all");
        given.put("errors.deadletterqueue.topic.name", "sinks.dead-letters");
        given.put("errors.deadletterqueue.context.headers.enable", "true");
        given.put("consumer.override.isolation.level", "read_committed");
        given.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        given.putAll(more);
        return new PushSinkConnector()
                .validate(given).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
    }
}
