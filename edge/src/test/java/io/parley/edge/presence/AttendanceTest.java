package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an edge says of who is on it, and when. */
class AttendanceTest {
    private final List<String> said = new ArrayList<>();
    private final Attendance attendance = new Attendance(Duration.ofNanos(30), 2, new Attendance.Word() {
        @Override
        public void here(String user) {
            said.add("+" + user);
        }

        @Override
        public void gone(String user) {
            said.add("-" + user);
        }
    });

    @Test
    void a_user_is_said_to_be_here_once_and_to_be_gone_once() {
        attendance.settle("ann", true, 0);
        attendance.settle("ann", true, 1);
        attendance.settle("ann", false, 2);
        attendance.settle("ann", false, 3);
        attendance.settle("bob", false, 4);

        assertThat(said).containsExactly("+ann", "-ann");
    }

    @Test
    void it_is_said_again_every_refresh_some_at_a_time_the_longest_ago_first() {
        List.of("ann", "bob", "cat").forEach(user -> attendance.settle(user, true, 0));
        said.clear();

        attendance.refresh(29);
        assertThat(said).isEmpty();
        attendance.refresh(30);
        assertThat(said).containsExactly("+ann", "+bob");
        attendance.refresh(31);
        attendance.refresh(32);
        assertThat(said).containsExactly("+ann", "+bob", "+cat");
        attendance.refresh(60);
        assertThat(said).endsWith("+ann", "+bob");
    }

    @Test
    void what_was_not_heard_is_said_again_at_once_unless_it_is_not_so_any_more() {
        attendance.settle("ann", true, 0);
        attendance.settle("bob", true, 0);
        attendance.unheard("bob");
        attendance.unheard("ann");
        attendance.settle("ann", false, 1);
        attendance.unheard("ann");
        said.clear();

        attendance.refresh(2);

        assertThat(said).containsExactly("+bob");
    }

    @Test
    void a_redis_that_forgot_is_told_everything_anew_and_an_edge_that_stops_takes_all_back() {
        attendance.settle("ann", true, 0);
        attendance.settle("bob", true, 0);
        said.clear();

        attendance.forgotten();
        attendance.refresh(1);
        attendance.clear();
        attendance.refresh(100);

        assertThat(said).containsExactlyInAnyOrder("+ann", "+bob", "-ann", "-bob");
        assertThat(attendance.size()).isZero();
    }
}
