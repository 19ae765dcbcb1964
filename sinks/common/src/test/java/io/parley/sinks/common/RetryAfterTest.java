package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30|30",
                "0|0",
                "Tue, 24 Nov 2026 10:02:00 GMT|120",
                "Tue, 24 Nov 2026 09:00:00 GMT|0",
                "soon|0",
                "-5|0",
                "99999999999999999999|0",
                "''|0"
            })
    void seconds_or_a_date_are_respected_and_the_rest_asks_for_nothing(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
