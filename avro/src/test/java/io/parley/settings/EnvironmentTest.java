package io.parley.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final ConfigDef EDGE = new ConfigDef().define("edge.port", Type.INT, 8080, Importance.HIGH, "Port.");
    private static final ConfigDef AUTH =
            new ConfigDef().define("auth.secret", Type.PASSWORD, "", Importance.HIGH, "Secret.");

    @Test
    void a_setting_is_a_variable_in_capitals() {
        assertThat(Environment.read(Map.of("PARLEY_EDGE_PORT", "81", "PARLEY_AUTH_SECRET", "s", "HOME", "/"), EDGE))
                .isEqualTo(Map.of("edge.port", "81"));
    }

    @Test
    void a_file_may_hold_the_value(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file\n");

        assertThat(Environment.read(Map.of("PARLEY_AUTH_SECRET_FILE", file.toString()), AUTH))
                .isEqualTo(Map.of("auth.secret", "from a file"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Environment.read(Map.of("PARLEY_AUTH_SECRET_FILE", "/no/such"), AUTH))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PARLEY_AUTH_SECRET_FILE")
                .hasMessageContaining("/no/such");
    }

    @Test
    void value_and_file_together_are_refused() {
        assertThatThrownBy(() ->
                        Environment.read(Map.of("PARLEY_AUTH_SECRET_FILE", "/x", "PARLEY_AUTH_SECRET", "y"), AUTH))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("both set");
    }

    @Test
    void a_misspelt_variable_is_found() {
        var environment =
                Map.of("PARLEY_EDGE_PROT", "81", "PARLEY_EDGE_PORT", "81", "PARLEY_AUTH_SECRET_FILE", "f", "PATH", "");

        assertThat(Environment.unknown(environment, EDGE, AUTH)).containsExactly("PARLEY_EDGE_PROT");
        assertThat(Environment.unknown(environment, AUTH)).containsExactly("PARLEY_EDGE_PORT", "PARLEY_EDGE_PROT");
    }
}
