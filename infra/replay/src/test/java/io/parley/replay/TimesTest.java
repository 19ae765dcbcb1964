package io.parley.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void a_time_is_a_word_a_time_ago_a_day_or_an_instant() {
        assertThat(Times.time("--from", "beginning", NOW)).isEqualTo(Instant.EPOCH);
        assertThat(Times.time("--from", "now", NOW)).isEqualTo(NOW);
        assertThat(Times.time("--from", "2h", NOW)).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(Times.time("--from", "2026-01-30", NOW)).isEqualTo(Instant.parse("2026-01-30T00:00:00Z"));
        assertThat(Times.time("--from", "2026-01-30T10:00:00+02:00", NOW))
                .isEqualTo(Instant.parse("2026-01-30T08:00:00Z"));
        assertThat(Times.duration("--margin", "90m")).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void what_is_none_is_refused_with_the_option_and_the_forms() {
        for (String none : new String[] {"yesterday", "2026-13-01", "10", "2026-01-31 10:00", ""}) {
            assertThatThrownBy(() -> Times.time("--to", none, NOW))
                    .as(none)
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("--to " + none)
                    .extracting(trouble -> ((Trouble) trouble).wayOut())
                    .asString()
                    .contains("2026-01-31T10:00:00Z");
        }
        assertThatThrownBy(() -> Times.duration("--margin", "soon")).hasMessageContaining("--margin soon");
    }
}
