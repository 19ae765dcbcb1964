package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What dashboards and alerts ask for is made by some part, and each alert has a runbook. */
class ObservabilityTest {
    private static final Path FILES = Path.of("../infra/observability");
    private static final Pattern METRIC = Pattern.compile("\\b((?:edge|parley)_[a-z_]+)\\b");
    private static final Pattern MADE = Pattern.compile("\"(edge\\.[a-z.]+)\"");
    private static final Pattern OF_AN_APPLICATION =
            Pattern.compile("\"parley\\.\" \\+ application \\+ \"(\\.[a-z.]+)\"");
    /** What the registry appends to the names of counters and timers. */
    private static final Pattern ENDING =
            Pattern.compile("(_total|_seconds_bucket|_seconds_count|_seconds_sum|_seconds_max)$");

    @Test
    void every_metric_that_is_asked_for_is_made() throws IOException {
        Set<String> made =
                new TreeSet<>(found(MADE, Files.readString(Path.of("src/main/java/io/parley/edge/EdgeMetrics.java"))));
        String topology =
                Files.readString(Path.of("../topology/src/main/java/io/parley/topology/runtime/Metrics.java"));
        for (String rest : found(OF_AN_APPLICATION, topology)) {
            List.of("talk", "push").forEach(application -> made.add("parley." + application + rest));
        }
        assertThat(made).hasSizeGreaterThan(15);

        for (String file : List.of("alerts.yml", "grafana.json")) {
            Set<String> asked = found(METRIC, Files.readString(FILES.resolve(file)));
            assertThat(asked).isNotEmpty().allSatisfy(metric -> assertThat(made)
                    .as(file)
                    .contains(ENDING.matcher(metric).replaceFirst("").replace('_', '.')));
        }
    }

    @Test
    void every_alert_has_its_runbook() throws IOException {
        String runbooks = Files.readString(FILES.resolve("runbooks.md"));
        Set<String> alerts = found(Pattern.compile("alert: (\\w+)"), Files.readString(FILES.resolve("alerts.yml")));
        Set<String> linked =
                found(Pattern.compile("runbooks.md#(\\w+)"), Files.readString(FILES.resolve("alerts.yml")));

        assertThat(found(Pattern.compile("\n## (\\w+)"), runbooks)).isEqualTo(alerts);
        assertThat(linked)
                .isEqualTo(new TreeSet<>(alerts.stream()
                        .map(alert -> alert.toLowerCase(Locale.ROOT))
                        .toList()));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
