package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.bugs.Bug;
import io.parley.e2e.torture.BugHunt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bug that is planted into the edges of a stack is found by what people saw; {@code ./parley torture --bugs} plants all. */
@Order(10)
class PlantedBugsIT {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedBugsIT.class);

    @Test
    void history_of_a_time_away_is_found() {
        BugHunt hunt = new BugHunt(Path.of("target"), LOG::info);

        assertThat(hunt.run(List.of(Bug.A_ROW_OF_A_TIME_AWAY_IS_SERVED))).isEmpty();
    }
}
