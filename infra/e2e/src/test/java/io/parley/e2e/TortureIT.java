package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.torture.Torture;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short mix of faults of one seed; {@code ./parley torture} plays long ones. */
@Order(9)
class TortureIT {
    private static final Logger LOG = LoggerFactory.getLogger(TortureIT.class);
    private static final long SEED = 4;

    @Test
    void whatever_dies_meanwhile_every_law_holds_and_the_stores_equal_the_log() {
        Cluster cluster = Cluster.withShards(4);

        assertThat(Torture.round(
                        cluster,
                        Set.of(
                                "claim:edge-1",
                                "pause:edge-2",
                                "cut:edge-2",
                                "kill:topology-1",
                                "poison",
                                "flush",
                                "forget",
                                "late"),
                        SEED,
                        Path.of("target"),
                        LOG::info))
                .isEmpty();
    }
}
