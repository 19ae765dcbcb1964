package io.parley.edge.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Edges look after an erasure one after another, whoever of them is there. */
class TurnsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant ERASED = Instant.parse("2026-01-01T00:00:00Z");

    private final Turns turns = new Turns(MINUTE);

    @Test
    void edges_on_neighbouring_slots_have_moments_that_lie_apart_in_the_sweep() {
        for (String user : List.of("a", "bob", "ann", "0192d3a0-5c5e-11ef-8000-000000000001")) {
            for (int edges = 2; edges <= 64; edges++) {
                assertThat(nearest(edges, user))
                        .as("%s edges, a quarter of a fair share at least", edges)
                        .isGreaterThanOrEqualTo(MINUTE.toMillis() / edges / 4);
            }
        }
    }

    /** How far those two of neighbouring slots are apart that are nearest to each other, round the sweep. */
    private long nearest(int edges, String user) {
        long[] moments = IntStream.range(3, 3 + edges)
                .mapToLong(slot -> turns.place(slot, user).toMillis())
                .sorted()
                .toArray();
        long nearest = moments[0] + MINUTE.toMillis() - moments[edges - 1];
        for (int at = 1; at < edges; at++) {
            nearest = Math.min(nearest, moments[at] - moments[at - 1]);
        }
        return nearest;
    }

    @Test
    void no_edge_is_always_the_first() {
        long[] firsts = new long[8];
        IntStream.range(0, 8_000).mapToObj(number -> "u" + number).forEach(user -> firsts[first(user)]++);

        assertThat(LongStream.of(firsts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(800L, 1_200L));
    }

    private int first(String user) {
        return IntStream.range(0, 8)
                .boxed()
                .min(Comparator.comparing(slot -> turns.place(slot, user)))
                .orElseThrow();
    }

    @Test
    void none_comes_sooner_than_a_sweep_after_the_erasure_and_each_comes_once_a_sweep() {
        for (int slot = 0; slot < 8; slot++) {
            Instant before = ERASED;
            int came = 0;
            for (int second = 1; second <= 300; second++) {
                Instant now = ERASED.plusSeconds(second);
                if (turns.isDue(ERASED, slot, "bob", before, now)) {
                    came++;
                    assertThat(now).isAfterOrEqualTo(ERASED.plus(MINUTE));
                }
                before = now;
            }
            assertThat(came).as("in the four sweeps after the first").isEqualTo(4);
        }
    }

    @Test
    void who_looks_late_has_one_turn_and_not_all_that_were_missed() {
        Instant late = ERASED.plus(Duration.ofHours(1));

        assertThat(turns.isDue(ERASED, 0, "bob", ERASED, late)).isTrue();
        assertThat(turns.isDue(ERASED, 0, "bob", late, late)).isFalse();
    }
}
