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
import java.util.Set;
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
    /** Told only once it has happened: of a task that ended, and of what the running parts never did. */
    private static final Set<String> ONLY_THEN = Set.of("parley_sink_task_failed", "edge_events_gaps_total");

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void every_metric_that_a_dashboard_or_an_alert_asks_for_is_told_by_a_part() throws Exception {
        Person ann = play.person("ann");
        Person bob = play.person("bob");
        String chat = ann.direct(bob);
        Device phone = bob.device("phone").connect(0);
        Device laptop = ann.device("laptop").connect(0);
        laptop.expectAck(laptop.send(chat, "something to measure"));
        phone.expectMessage("something to measure");
        phone.leave();
        phone.awaitClose();
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("alerts.yml", "grafana.json")) {
            asked.addAll(found(ASKED, Files.readString(FILES.resolve(file))));
        }
        asked.removeAll(ONLY_THEN);

        Set<String> missing = new TreeSet<>(asked);
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            Play.pause();
            for (String part : List.of("edge-1", "topology-1", "topology-2", "connect")) {
                missing.removeAll(found(TOLD, scrape(cluster.stack().metrics(part))));
            }
        }

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(missing).as("asked for, and told by no part").isEmpty();
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
