package io.parley.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.Test;

class WebhookSinkConnectorTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static Map<String, String> given(Map<String, String> more) {
        Map<String, String> given = new HashMap<>();
        given.put("topics", "chat.messages");
        given.put("registry.url", "http://127.0.0.1:1");
        given.put("errors.tolerance", "all");
        given.put("errors.deadletterqueue.topic.name", "sinks.dead-letters");
        given.put("errors.deadletterqueue.context.headers.enable", "true");
        given.put("consumer.override.isolation.level", "read_committed");
        given.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        given.put("webhook.url", "https://shop.example/hooks");
        given.put("webhook.secret", SECRET);
        given.putAll(more);
        return given;
    }

    private static List<String> errors(Map<String, String> more) {
        return new WebhookSinkConnector()
                .validate(given(more)).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
    }

    @Test
    void a_url_and_a_secret_are_enough() {
        assertThat(errors(Map.of())).isEmpty();
        assertThat(errors(Map.of("webhook.types", "message.created, chat.members_added", "webhook.chats", "c1")))
                .isEmpty();
    }

    @Test
    void without_them_nothing_starts() {
        assertThat(errors(Map.of("webhook.url", "", "webhook.secret", "")))
                .containsExactlyInAnyOrder(
                        "webhook.url: must be https://HOST[:PORT]/PATH", "webhook.secret: names no secret");
    }

    @Test
    void a_complaint_tells_neither_secret_nor_url() {
        assertThat(errors(Map.of(
                        "webhook.url",
                        "https://u:hidden@shop.example/",
                        "webhook.secret",
                        "whsec_hidden whsec_hidden")))
                .hasSize(2)
                .noneMatch(error -> error.contains("hidden"));
    }

    @Test
    void the_secret_is_no_text_of_the_settings() {
        AbstractConfig settings = new AbstractConfig(WebhookSinkSettings.definition(), given(Map.of()), false);

        assertThat(settings.values().toString()).doesNotContain("MfKQ").contains("[hidden]");
    }

    @Test
    void a_type_that_there_is_not_is_refused_so_that_nobody_waits_for_it() {
        assertThat(errors(Map.of("webhook.types", "message.created,message.craeted")))
                .singleElement()
                .satisfies(error ->
                        assertThat(error).startsWith("webhook.types: there are no types [message.craeted], only ["));
    }
}
