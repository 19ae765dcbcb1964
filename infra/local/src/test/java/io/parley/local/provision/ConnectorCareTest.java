package io.parley.local.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.local.process.Backoff;
import io.parley.local.provision.ConnectorCare.Step;
import io.parley.local.provision.ConnectorProvision.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectorCareTest {
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 3);

    private Instant now = Instant.EPOCH;
    private ConnectorCare care = ConnectorCare.NEW;

    @Test
    void a_failure_is_followed_by_a_restart_after_the_first_wait() {
        assertThat(look(Health.FAILED)).isEqualTo(Step.NOTHING);

        assertThat(lookAfter(999, Health.FAILED)).isEqualTo(Step.NOTHING);
        assertThat(lookAfter(1, Health.FAILED)).isEqualTo(Step.RESTART);
    }

    @Test
    void what_runs_again_by_itself_is_not_restarted() {
        look(Health.FAILED);

        assertThat(lookAfter(500, Health.RUNNING)).isEqualTo(Step.NOTHING);
        assertThat(lookAfter(1_000, Health.RUNNING)).isEqualTo(Step.NOTHING);
    }

    @Test
    void one_that_fails_soon_after_each_restart_is_set_going_thrice_with_longer_waits_and_then_left_alone() {
        for (int wait : new int[] {1_000, 2_000, 4_000}) {
            assertThat(look(Health.FAILED)).isEqualTo(Step.NOTHING);
            assertThat(lookAfter(wait - 1, Health.FAILED)).isEqualTo(Step.NOTHING);
            assertThat(lookAfter(1, Health.FAILED)).isEqualTo(Step.RESTART);
            assertThat(lookAfter(5_000, Health.RUNNING)).isEqualTo(Step.NOTHING);
        }

        assertThat(lookAfter(5_000, Health.FAILED)).isEqualTo(Step.LEAVE);
        assertThat(lookAfter(600_000, Health.FAILED)).isEqualTo(Step.NOTHING);
    }

    @Test
    void one_that_ran_for_a_while_since_begins_anew() {
        look(Health.FAILED);
        lookAfter(1_000, Health.FAILED);
        lookAfter(1_000, Health.RUNNING);
        lookAfter(60_000, Health.RUNNING);

        assertThat(care).isEqualTo(ConnectorCare.NEW);
    }

    @Test
    void a_worker_that_is_about_to_decide_is_waited_for() {
        look(Health.FAILED);

        assertThat(lookAfter(2_000, Health.WAITING)).isEqualTo(Step.NOTHING);
        assertThat(lookAfter(0, Health.FAILED)).isEqualTo(Step.RESTART);
    }

    private Step lookAfter(long millis, Health health) {
        now = now.plusMillis(millis);
        return look(health);
    }

    private Step look(Health health) {
        ConnectorCare.Next next = care.next(health, now, BACKOFF, CALM);
        care = next.care();
        return next.step();
    }
}
