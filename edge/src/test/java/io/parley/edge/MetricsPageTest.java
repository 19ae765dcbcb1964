package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.metrics.MetricsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that lists an edge's metrics is made from them. {@code -Dparley.write} writes it anew. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics", "edge.md");

    @Test
    void the_page_says_what_the_metrics_are() throws IOException {
        String page = MetricsPage.of(
                        "Metrics of an edge",
                        "Scraped at `GET /metrics` on its port, or on\n"
                                + "`edge.admin.port` alone where that is set. Beside these it tells Micrometer's `jvm_`, `process_` and\n"
                                + "`system_` metrics, with the same label `edge`.",
                        Path.of("..", "infra", "observability", "alerts.yml"))
                .table("Sockets, the log, hints", EdgeMetric.all())
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=MetricsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }
}
