package io.parley.sinks.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.settings.SettingsPage;
import io.parley.sinks.cassandra.CassandraSinkSettings;
import io.parley.sinks.common.SinkSettings;
import io.parley.sinks.push.PushSinkSettings;
import io.parley.sinks.redis.RedisSinkSettings;
import io.parley.sinks.webhook.WebhookSinkSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/**
 * The page that lists the sinks' settings is made from them: here, where all plugins are on one class path.
 * {@code -Dparley.write} writes it anew.
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "settings", "sinks.md");

    @Test
    void the_page_says_what_the_settings_are() throws IOException {
        ConfigDef shared = SinkSettings.define(new ConfigDef());

        String page = SettingsPage.ofPlugins(
                        "Settings of the sinks",
                        "They stand in a connector's\n"
                                + "configuration, beside Connect's own (sinks/README.md says which of those are required). Times are\n"
                                + "milliseconds, sizes bytes.")
                .table("Every sink", shared)
                .tableBesides("Cassandra", CassandraSinkSettings.definition(), shared)
                .tableBesides("Redis", RedisSinkSettings.definition(), shared)
                .tableBesides("Push", PushSinkSettings.definition(), shared)
                .tableBesides("Webhooks", WebhookSinkSettings.definition(), shared)
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=SettingsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
