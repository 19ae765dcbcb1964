package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.settings.SettingsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that lists the settings of talk is made from them. {@code -Dparley.write} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings", "topology.md");

    @Test
    void the_page_says_what_the_settings_are() throws IOException {
        String page = SettingsPage.ofProcess("Settings of the topology")
                .table("talk, and the schema registry", TalkSettings.DEFINITION)
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=SettingsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
