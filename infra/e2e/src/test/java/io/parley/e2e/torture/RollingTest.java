package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RollingTest {
    @Test
    void sinks_go_before_topologies_and_these_before_edges_one_at_a_time() {
        Path old = Path.of("old");

        assertThat(Rolling.steps(Rolling.ORDER, new Rolling.Release("new", old)))
                .extracting(Plan.Strike::toString)
                .containsExactly(
                        "connect to new", "topology-1 to new", "topology-2 to new", "edge-1 to new", "edge-2 to new");
    }
}
