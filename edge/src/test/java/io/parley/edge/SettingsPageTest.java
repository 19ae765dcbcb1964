package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.RegistrySettings;
import io.parley.edge.store.StoreSettings;
import io.parley.settings.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The page that lists an edge's settings is made from them. {@code -Dparley.write} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings", "edge.md");

    @Test
    void the_page_says_what_the_settings_are() throws IOException {
        String page = page();
        if (System.getProperty("parley.write") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("made by mvn test -Dtest=SettingsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                "# Settings of an edge\n\n"
                        + "Made from the settings classes; a test holds this page to them. Each is set by its environment variable, or by\n"
                        + "the same with `_FILE`, which names a file that holds the value. Times are milliseconds, sizes bytes.\n");
        table(page, "Sockets, calls, the log, tokens, limits", EdgeSettings.definition());
        table(page, "Tables and cache", StoreSettings.definition());
        table(page, "The schema registry", RegistrySettings.define(new ConfigDef()));
        return page.toString();
    }

    private static void table(StringBuilder page, String title, ConfigDef settings) {
        page.append("\n## ").append(title).append("\n\n| setting | variable | default | what |\n|---|---|---|---|\n");
        for (Map.Entry<String, ConfigKey> each : settings.configKeys().entrySet()) {
            ConfigKey key = each.getValue();
            page.append("| `").append(each.getKey());
            page.append("` | `").append(Environment.variable(each.getKey()));
            page.append("` | ").append(defaultOf(key));
            page.append(" | ").append(key.documentation).append(range(key)).append(" |\n");
        }
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none: it must be set";
        }
        String value = key.type == ConfigDef.Type.PASSWORD ? "" : ConfigDef.convertToString(key.defaultValue, key.type);
        return value == null || value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static String range(ConfigKey key) {
        return key.validator == null ? "" : " (" + key.validator + ")";
    }
}
