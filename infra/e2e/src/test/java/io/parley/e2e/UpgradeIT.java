package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.torture.Rolling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each part goes to a build that is named by its checkout, here this one, while people talk; {@code ./parley upgrade} does
 * it with another release, and back.
 */
@Order(9)
class UpgradeIT {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeIT.class);
    private static final long SEED = 5;

    @Test
    void parts_move_one_after_another_and_every_law_holds() {
        Cluster cluster = Cluster.withShards(4);
        Path checkout = Path.of("..", "..").toAbsolutePath().normalize();
        List<String> said = new ArrayList<>();
        Rolling rolling = new Rolling(cluster, SEED, Path.of("target"), line -> {
            LOG.info(line);
            said.add(line);
        });

        assertThat(rolling.forward(new Rolling.Release("the same", checkout))).isEmpty();

        assertThat(said.stream().filter(line -> line.contains("all there after")))
                .extracting(line -> line.strip().replaceFirst(" +all there.*", ""))
                .containsExactlyElementsOf(Rolling.ORDER.stream()
                        .map(part -> part + " to the same")
                        .toList());
    }
}
