package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each alert has a runbook. That what they ask for is told by running parts, {@code MetricsIT} shows. */
class ObservabilityTest {
    private static final Path FILES = Path.of("../infra/observability");

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
