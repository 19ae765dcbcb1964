package io.parley.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of docs/metrics, made from what the code says of its metrics and from the alerts that ask for them. Each part
 * holds its page by a test; run with {@code -Dparley.write} that test writes the page anew.
 */
public final class MetricsPage {
    private static final String WRITE = "parley.write";
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\\s+expr: ([^\n]+)");

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> alerts = new TreeMap<>();

    private MetricsPage(String title, String introduction) {
        text.append("# ").append(title).append("\n\n");
        text.append("Made from the code that tells them; tests hold this page to it. ");
        text.append(introduction).append('\n');
    }

    /** @param alerts the rules for Prometheus, whose names lead to the runbook */
    public static MetricsPage of(String title, String introduction, Path alerts) throws IOException {
        MetricsPage page = new MetricsPage(title, introduction);
        for (Matcher rule = ALERT.matcher(Files.readString(alerts)); rule.find(); ) {
            page.alerts.put(rule.group(1), rule.group(2));
        }
        return page;
    }

    public MetricsPage table(String title, List<Metric> metrics) {
        text.append("\n## ").append(title).append("\n\n");
        text.append("| metric | type | unit | labels | what it says | when it is off |\n|---|---|---|---|---|---|\n");
        metrics.stream().flatMap(Metric::told).forEach(this::row);
        return this;
    }

    /** What the page at this path should hold; writes it there first when the JVM was asked to. */
    public String heldAt(Path page) throws IOException {
        if (System.getProperty(WRITE) != null) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        }
        return text.toString();
    }

    private void row(Metric metric) {
        String labels = metric.labels().stream().map(label -> '`' + label + '`').collect(Collectors.joining(" "));
        List<String> cells = List.of(
                '`' + metric.name() + '`',
                metric.type().name().toLowerCase(Locale.ROOT),
                metric.unit(),
                labels,
                metric.meaning(),
                metric.remedy() + alertsOf(metric));
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String alertsOf(Metric metric) {
        Pattern asked = Pattern.compile("\\b" + metric.name() + "(_bucket|_count|_sum)?\\b");
        return alerts.entrySet().stream()
                .filter(alert -> asked.matcher(alert.getValue()).find())
                .map(alert -> " [" + alert.getKey() + "](../../infra/observability/runbooks.md#"
                        + alert.getKey().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining());
    }
}
