package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Play;
import io.parley.e2e.rights.Column;
import io.parley.e2e.rights.RightsPage;
import io.parley.e2e.rights.Scene;
import io.parley.e2e.rights.Tries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every call and every frame, by everybody: docs/rights.md is what happens. With {@code -Dparley.write} it becomes so. */
@Order(7)
class RightsIT {
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+");
    private static final List<String> PARTS = List.of("edge-1", "edge-2", "topology-1", "connect");

    private final Cluster cluster = Cluster.withShards(1);

    @Test
    void each_may_what_the_page_says_and_no_log_tells_a_token_or_what_was_said() {
        try (Play play = new Play(cluster)) {
            Scene scene = new Scene(play);

            RightsPage.assertSays(rows(scene));

            for (String part : PARTS) {
                assertThat(cluster.logOf(part)).as("the log of " + part).allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern(TOKEN)
                        .doesNotContain(Scene.WORDS));
            }
        }
    }

    private static Map<String, List<String>> rows(Scene scene) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Tries.all().forEach((name, attempt) -> {
            List<String> cells = new ArrayList<>();
            for (Column column : Column.values()) {
                cells.add(attempt.by(scene, column));
            }
            rows.put(name, cells);
        });
        return rows;
    }
}
