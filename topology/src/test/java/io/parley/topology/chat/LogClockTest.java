package io.parley.topology.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogClockTest {
    private final LogClock clock = new LogClock();

    @Test
    void time_goes_on_from_the_newest_record_by_what_passes_here() {
        clock.start(5_000);
        clock.saw(100, 6_000);
        clock.saw(90, 6_500);

        assertThat(clock.now(6_700, 0)).isEqualTo(800);
    }

    @Test
    void without_a_record_it_goes_on_from_what_is_known_to_have_been() {
        clock.start(5_000);

        assertThat(clock.now(5_400, 70)).isEqualTo(470);
    }

    @Test
    void a_clock_set_back_here_makes_no_time() {
        clock.start(5_000);
        clock.saw(100, 6_000);

        assertThat(clock.now(1_000, 0)).isEqualTo(100);
    }
}
