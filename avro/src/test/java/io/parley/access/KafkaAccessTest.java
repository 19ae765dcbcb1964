package io.parley.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    private static AbstractConfig settings(Map<String, String> values) {
        return new AbstractConfig(KafkaAccess.define(new ConfigDef()), values, false);
    }

    @Test
    void without_settings_a_client_is_told_nothing_and_is_nobody() {
        assertThat(KafkaAccess.clients(settings(Map.of()))).isEmpty();
        assertThat(KafkaAccess.hasPrincipal(settings(Map.of()))).isFalse();
    }

    @Test
    void a_user_is_proved_by_scram_over_tls() {
        AbstractConfig settings = settings(Map.of(
                KafkaAccess.PROTOCOL, "SASL_SSL",
                KafkaAccess.USERNAME, "parley-edge",
                KafkaAccess.PASSWORD, "a \"quoted\" \\ one",
                KafkaAccess.CA_FILE, "/ca.pem"));

        assertThat(KafkaAccess.clients(settings))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", "/ca.pem")
                .containsEntry("ssl.truststore.type", "PEM")
                .hasEntrySatisfying("sasl.jaas.config", jaas -> assertThat(jaas.toString())
                        .contains("username=\"parley-edge\"")
                        .contains("password=\"a \\\"quoted\\\" \\\\ one\""));
        assertThat(KafkaAccess.principal(settings)).isEqualTo("User:parley-edge");
        assertThat(settings.values().toString()).doesNotContain("quoted");
    }

    @Test
    void a_certificate_of_its_own_makes_a_part_somebody_too() {
        assertThat(KafkaAccess.hasPrincipal(settings(Map.of(KafkaAccess.PROTOCOL, "SSL"))))
                .isFalse();
        assertThat(KafkaAccess.hasPrincipal(
                        settings(Map.of(KafkaAccess.PROTOCOL, "SSL", KafkaAccess.KEY_FILE, "/key.pem"))))
                .isTrue();
    }

    @Test
    void a_protocol_that_wants_a_user_is_not_configured_without_one() {
        assertThatThrownBy(() -> KafkaAccess.clients(
                        settings(Map.of(KafkaAccess.PROTOCOL, "SASL_SSL", KafkaAccess.USERNAME, "x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.sasl.username and kafka.sasl.password");
    }
}
