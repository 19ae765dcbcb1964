package io.parley.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sinks.webhook.http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static Outcome of(int status) {
        return Outcome.of(new Answer(status, ""), NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void taken(int status) {
        assertThat(of(status)).isEqualTo(Outcome.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 408, 425, 429, 500, 502, 503, 504, 599})
    void not_now(int status) {
        assertThat(of(status)).isEqualTo(new Outcome.Later("HTTP " + status, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 451})
    void never(int status) {
        assertThat(of(status)).isEqualTo(new Outcome.Refused("HTTP " + status));
    }

    @Test
    void nothing_any_more() {
        assertThat(of(410)).isEqualTo(Outcome.GONE);
    }

    @Test
    void a_receiver_says_for_how_long_it_wants_to_be_left_alone() {
        assertThat(Outcome.of(new Answer(503, "120"), NOW))
                .isEqualTo(new Outcome.Later("HTTP 503", Duration.ofMinutes(2)));
        assertThat(Outcome.of(new Answer(429, "Sat, 28 Nov 2026 10:00:30 GMT"), NOW))
                .isEqualTo(new Outcome.Later("HTTP 429", Duration.ofSeconds(30)));
    }

    @Test
    void no_answer_is_another_attempt() {
        assertThat(Outcome.of(new CompletionException(new TimeoutException())))
                .isEqualTo(new Outcome.Later("no answer in time", Duration.ZERO));
        assertThat(Outcome.of(new CompletionException(new IOException("connection reset"))))
                .isEqualTo(new Outcome.Later("IOException connection reset", Duration.ZERO));
    }
}
