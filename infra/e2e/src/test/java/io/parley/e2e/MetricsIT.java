package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What dashboards and alerts ask for is told by the running parts, under exactly these names. */
@Order(8)
class MetricsIT {
    private static final Path FILES = Path.of("../observability");
    private static final Pattern ASKED = Pattern.compile("\\b((?:edge|parley|kafka)_[a-z0-9_]+)\\b");
    private static final Pattern TOLD = Pattern.compile("(?m)^([a-z0-9_]+)[{ ]");
    private static final Path PAGES = Path.of("../../docs/metrics");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE ((?:edge|parley)_[a-z0-9_]+) ([a-z]+)$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| ([a-z]+) \\| [^|]+ \\| ([^|]*) \\|");
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z]+)=\"");
    private static final Pattern NAMED = Pattern.compile("`([a-z]+)`");
    private static final List<String> PARTS = List.of("edge-1", "edge-2", "topology-1", "topology-2", "connect");
    /** Told only once it has happened: of a task that ended. */
    private static final Set<String> ONLY_THEN = Set.of("parley_sink_task_failed");

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void every_metric_that_a_dashboard_or_an_alert_asks_for_is_told_by_a_part() throws Exception {
        talk();
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("alerts.yml", "grafana.json")) {
            asked.addAll(found(ASKED, Files.readString(FILES.resolve(file))));
        }
        asked.removeAll(ONLY_THEN);

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(untold(asked)).as("asked for, and told by no part").isEmpty();
    }

    @Test
    void the_pages_list_each_metric_of_ours_that_is_told_and_no_other() throws Exception {
        talk();
        Map<String, String> listed = listed();

        assertThat(untold(listed.keySet())).as("listed, and told by no part").isSubsetOf(ONLY_THEN);
        for (String part : PARTS) {
            String text = scrape(cluster.stack().metrics(part));
            Map<String, String> told = told(text);
            assertThat(told).as("what " + part + " tells").isNotEmpty();
            told.forEach((name, form) -> assertThat(listed.get(name))
                    .as(name + " of " + part + " on its page")
                    .isEqualTo(form));
        }
    }

    private void talk() {
        Person ann = play.person("ann");
        Person bob = play.person("bob");
        String chat = ann.direct(bob);
        Device phone = bob.device("phone").connect(0);
        Device laptop = ann.device("laptop").connect(0);
        laptop.expectAck(laptop.send(chat, "something to measure"));
        phone.expectMessage("something to measure");
        phone.leave();
        phone.awaitClose();
    }

    /** Which of these nobody tells, after some patience: some are told only of work that a part has done. */
    private Set<String> untold(Set<String> names) throws Exception {
        Set<String> missing = new TreeSet<>(names);
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!ONLY_THEN.containsAll(missing) && System.nanoTime() < deadline) {
            Play.pause();
            for (String part : PARTS) {
                String text = scrape(cluster.stack().metrics(part));
                missing.removeAll(found(TOLD, text));
                missing.removeAll(found(FAMILY, text));
            }
        }
        return missing;
    }

    /** Type and labels of each metric on the pages. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String page : List.of("edge.md", "topology.md", "sinks.md")) {
            for (Matcher row = ROW.matcher(Files.readString(PAGES.resolve(page))); row.find(); ) {
                all.put(row.group(1), row.group(2) + found(NAMED, row.group(3)));
            }
        }
        return all;
    }

    /** Type and labels of each metric of ours in an answer; a bucket's bound is no label of ours. */
    private static Map<String, String> told(String text) {
        Map<String, String> all = new TreeMap<>();
        for (Matcher family = FAMILY.matcher(text); family.find(); ) {
            String sample = text.substring(family.end() + 1).lines().findFirst().orElse("");
            Set<String> labels = found(LABEL, sample);
            labels.remove("le");
            all.put(family.group(1), family.group(2) + labels);
        }
        return all;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static String scrape(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
