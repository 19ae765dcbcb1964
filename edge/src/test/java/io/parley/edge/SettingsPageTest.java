package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.RegistrySettings;
import io.parley.edge.files.FileSettings;
import io.parley.edge.store.StoreSettings;
import io.parley.settings.SettingsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The page that lists an edge's settings is made from them. {@code -Dparley.write} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings", "edge.md");

    @Test
    void the_page_says_what_the_settings_are() throws IOException {
        String page = SettingsPage.ofProcess("Settings of an edge")
                .table("Sockets, calls, the log, tokens, limits", EdgeSettings.definition())
                .table("Tables and cache", StoreSettings.definition())
                .table("Files", FileSettings.definition())
                .table("The schema registry", RegistrySettings.define(new ConfigDef()))
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=SettingsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
