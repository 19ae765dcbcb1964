package io.parley.sinks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.metrics.Metric;
import io.parley.metrics.MetricsPage;
import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.SinkMetric;
import io.parley.sinks.push.PushMeters;
import io.parley.sinks.webhook.WebhookMeters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page that lists the sinks' metrics is made from the code of the plugins and, for what Connect itself tells, from the
 * rules of the JMX agent. {@code -Dparley.write} writes it anew.
 */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "metrics", "sinks.md");
    private static final Path OBSERVABILITY = Path.of("..", "observability");

    @Test
    void the_page_says_what_the_metrics_are() throws IOException {
        String page = MetricsPage.of(
                        "Metrics of the sinks",
                        "A Connect worker tells them by JMX;\n"
                                + "Prometheus' JMX agent answers with them by the rules of\n"
                                + "[connect-jmx.yml](../../infra/observability/connect-jmx.yml). Averages and maxima are of the last minute.\n"
                                + "A task that has ended tells nothing any more.",
                        OBSERVABILITY.resolve("alerts.yml"))
                .table("Every sink", seen(SinkMeters.ALL))
                .table("Push", seen(PushMeters.all()))
                .table("Webhooks", seen(WebhookMeters.all()))
                .table("Connect's own", connects())
                .heldAt(PAGE);

        assertThat(PAGE)
                .as("made by mvn test -Dtest=MetricsPageTest -Dparley.write")
                .content()
                .isEqualTo(page);
    }

    private static List<Metric> seen(List<SinkMetric> metrics) {
        return metrics.stream().map(SinkMetric::asPrometheusSeesIt).toList();
    }

    /** Those whose rule names them; the others are the plugins'. */
    private static List<Metric> connects() throws IOException {
        List<Metric> all = new ArrayList<>();
        for (JsonNode rule : new YAMLMapper()
                .readTree(OBSERVABILITY.resolve("connect-jmx.yml").toFile())
                .path("rules")) {
            String name = rule.path("name").asText();
            if (!name.contains("$")) {
                List<String> labels = new ArrayList<>();
                rule.path("labels").fieldNames().forEachRemaining(labels::add);
                String[] help = rule.path("help").asText().split("(?<=\\.) ", 2);
                assertThat(help).as("help of " + name).hasSize(2);
                all.add(new Metric(
                        name,
                        Metric.Type.valueOf(rule.path("type").asText()),
                        unit(name),
                        labels,
                        help[0].substring(0, help[0].length() - 1),
                        help[1]));
            }
        }
        return all;
    }

    private static String unit(String name) {
        if (name.contains("bytes")) {
            return "bytes";
        }
        if (name.contains("milliseconds")) {
            return "ms";
        }
        if (name.startsWith("parley_sink_task_")) {
            return "1";
        }
        return name.contains("record") ? "records" : "commits";
    }
}
