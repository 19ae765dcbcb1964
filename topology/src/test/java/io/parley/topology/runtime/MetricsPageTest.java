package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.metrics.MetricsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that lists a topology's metrics is made from them. {@code -Dparley.write} writes it anew. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics", "topology.md");

    @Test
    void the_page_says_what_the_metrics_are() throws IOException {
        String page = MetricsPage.of(
                        "Metrics of the topologies",
                        "Scraped at `GET /metrics` on\n"
                                + "`talk.metrics.port`. Beside these the process tells Kafka Streams' and its clients' own metrics\n"
                                + "(`kafka_…`, with the label `application`; Kafka's documentation lists them) and Micrometer's `jvm_`,\n"
                                + "`process_` and `system_` metrics.",
                        Path.of("..", "infra", "observability", "alerts.yml"))
                .table("talk", TopologyMetric.all("talk"))
                .table("push, unless `push.enabled=false`", TopologyMetric.all("push"))
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=MetricsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
