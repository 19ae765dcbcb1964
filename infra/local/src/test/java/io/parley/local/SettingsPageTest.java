package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.settings.SettingsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that lists the launcher's own settings is made from them. {@code -Dparley.write} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "settings", "local.md");

    @Test
    void the_page_says_what_the_settings_are() throws IOException {
        String page = SettingsPage.ofProcess("Settings of the launcher")
                .table("One machine", LocalSettings.CONFIG)
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=SettingsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
