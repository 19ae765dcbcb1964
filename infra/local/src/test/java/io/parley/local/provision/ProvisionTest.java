package io.parley.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.Catalogue;
import io.parley.local.LocalSettings;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Identity;
import io.parley.local.part.Site;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionTest {

    @Test
    void statements_are_told_apart_without_comments() {
        String cql =
                "-- a table\nCREATE TABLE a (\n  -- the key; of course\n  b int PRIMARY KEY);\n\nCREATE TABLE c (d int PRIMARY KEY);\n";

        assertThat(TableProvision.statements(cql)).hasSize(2).allSatisfy(statement -> assertThat(statement)
                .startsWith("CREATE TABLE")
                .doesNotContain("--", ";"));
    }

    @Test
    void another_count_of_partitions_is_refused_and_a_missing_topic_is_not() {
        Catalogue.Entry topic = Catalogue.load().topic("chat.raw");

        assertThat(TopicProvision.mismatch(topic, 1, 4))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("chat.raw has 1 partitions", "wants 4"));
        assertThat(TopicProvision.mismatch(topic, 4, 4)).isEmpty();
        assertThat(TopicProvision.mismatch(topic, null, 4)).isEmpty();
    }

    @Test
    void connectors_have_every_place_of_their_templates_filled() {
        LocalSettings on = LocalSettings.of(Map.of("PARLEY_LOCAL_WEBHOOK_URL", "http://127.0.0.1:5/hook"));
        Site site = new Site(
                new DataFolder(Path.of("data")),
                Identity.fresh(4, 8),
                Map.of("kafka", 1, "cassandra", 2, "redis", 3, "registry", 4),
                Map.of(),
                on,
                Map.of());

        for (String connector : ConnectorProvision.connectors(on)) {
            String config = ConnectorProvision.config(connector, site);
            assertThat(config.replace("${directory:", "")).doesNotContain("${").contains("read_committed");
            assertThatCode(() -> new ObjectMapper().readTree(config)).doesNotThrowAnyException();
        }
    }

    @Test
    void webhooks_are_there_only_when_somebody_is_to_hear_of_events_and_their_secret_is_named_and_not_told() {
        LocalSettings on = LocalSettings.of(Map.of(
                "PARLEY_LOCAL_WEBHOOK_URL", "http://127.0.0.1:5/hook", "PARLEY_LOCAL_WEBHOOK_SECRET", "whsec_hidden"));
        DataFolder folder = new DataFolder(Path.of("data"));
        Site site = new Site(folder, Identity.fresh(4, 8), Map.of(), Map.of(), on, Map.of());

        assertThat(ConnectorProvision.connectors(new LocalSettings(Map.of()))).doesNotContain("webhook-sink");
        assertThat(ConnectorProvision.connectors(on)).contains("webhook-sink");
        assertThat(ConnectorProvision.config("webhook-sink", site))
                .contains("\"http://127.0.0.1:5/hook\"", "${directory:" + folder.root() + ":webhook.secret}")
                .doesNotContain("hidden");
    }

    @Test
    void a_connector_runs_when_it_has_tasks_and_all_run() {
        assertThat(ConnectorProvision.Health.of("{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[]}"))
                .isEqualTo(ConnectorProvision.Health.WAITING);
        assertThat(ConnectorProvision.Health.of("{\"tasks\":[{\"id\":0,\"state\":\"UNASSIGNED\"}]}"))
                .isEqualTo(ConnectorProvision.Health.WAITING);
        assertThat(ConnectorProvision.Health.of("{\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}"))
                .isEqualTo(ConnectorProvision.Health.RUNNING);
        assertThat(ConnectorProvision.Health.of("{\"tasks\":[{\"id\":0,\"state\":\"FAILED\"}]}"))
                .isEqualTo(ConnectorProvision.Health.FAILED);
    }
}
