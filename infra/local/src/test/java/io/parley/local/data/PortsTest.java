package io.parley.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_kept_port_stays_as_long_as_it_is_free() {
        Map<String, Integer> chosen =
                Ports.choose(Map.of("kafka", 20_001), List.of("kafka"), port -> true, () -> 20_500);

        assertThat(chosen).containsExactly(Map.entry("kafka", 20_001));
    }

    @Test
    void a_kept_port_that_somebody_took_is_chosen_anew() {
        Map<String, Integer> chosen =
                Ports.choose(Map.of("kafka", 20_001), List.of("kafka"), port -> port != 20_001, () -> 20_500);

        assertThat(chosen).containsExactly(Map.entry("kafka", 20_500));
    }

    @Test
    void no_port_is_given_twice() {
        AtomicInteger calls = new AtomicInteger();

        Map<String, Integer> chosen = Ports.choose(
                Map.of("a", 20_001, "b", 20_001),
                List.of("a", "b", "c"),
                port -> true,
                () -> 20_000 + calls.getAndIncrement() / 2);

        assertThat(Set.copyOf(chosen.values())).hasSize(3);
    }
}
