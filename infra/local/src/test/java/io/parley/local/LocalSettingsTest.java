package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What single parts are given beside what all get. */
class LocalSettingsTest {

    @Test
    void a_part_has_its_own_variables_and_no_others() {
        LocalSettings settings = LocalSettings.of(Map.of(
                "PARLEY_LOCAL_VARIABLES",
                "edge-2:PARLEY_EDGE_LEASE_MS=2000 redis:TZ=UTC edge-2:A_B=c=d edge-2:EMPTY="));

        assertThat(settings.variablesOf("edge-2"))
                .containsOnly(
                        Map.entry("PARLEY_EDGE_LEASE_MS", "2000"), Map.entry("A_B", "c=d"), Map.entry("EMPTY", ""));
        assertThat(settings.variablesOf("edge-1")).isEmpty();
    }

    @Test
    void the_log_listens_at_more_ports_and_tells_each_its_address() {
        LocalSettings settings = LocalSettings.of(
                Map.of("PARLEY_LOCAL_KAFKA_LISTENERS", "19092@127.0.0.1:29092  19093@log.example:9092"));

        assertThat(settings.listeners().listening()).isEqualTo(",MORE1://127.0.0.1:19092,MORE2://127.0.0.1:19093");
        assertThat(settings.listeners().advertised()).isEqualTo(",MORE1://127.0.0.1:29092,MORE2://log.example:9092");
        assertThat(settings.listeners().protocols()).isEqualTo(",MORE1:PLAINTEXT,MORE2:PLAINTEXT");
        assertThat(LocalSettings.of(Map.of()).listeners().listening()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_refused_by_its_name() {
        assertThatThrownBy(() -> LocalSettings.of(Map.of("PARLEY_LOCAL_VARIABLES", "edge-2=fast")))
                .hasMessageContaining("local.variables")
                .hasMessageContaining("PART:NAME=VALUE");
        assertThatThrownBy(() -> LocalSettings.of(Map.of("PARLEY_LOCAL_KAFKA_LISTENERS", "9092")))
                .hasMessageContaining("local.kafka.listeners")
                .hasMessageContaining("PORT@HOST:PORT");
    }
}
