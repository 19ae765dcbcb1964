package io.parley.edge.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.keys.KeyUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key that does not come is waited for as long as is allowed, and not without a word. */
class KeyWaitTest {
    private long now = Long.MAX_VALUE - 5; // as a clock of nanoseconds may stand
    private final KeyWait wait = new KeyWait(Duration.ofSeconds(60), () -> now);

    private void after(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void nothing_is_waited_for_at_first() {
        assertThat(wait.seconds()).isZero();
    }

    @Test
    void it_says_how_long_and_ends_with_who_and_which_key() {
        wait.goesOn("ann/0/k1");
        after(59);
        wait.goesOn("ann/0/k1");
        assertThat(wait.seconds()).isEqualTo(59);

        after(1);
        assertThatThrownBy(() -> wait.goesOn("ann/0/k1"))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("ann/0/k1")
                .hasMessageContaining("user ann");
    }

    @Test
    void each_wait_has_its_own_time() {
        wait.goesOn("ann/0/k1");
        after(59);
        wait.over();
        after(59);
        wait.goesOn("bob/0/k1");
        after(59);

        wait.goesOn("bob/0/k1");

        assertThat(wait.seconds()).isEqualTo(59);
    }

    @Test
    void it_is_said_at_once_and_then_rarely() {
        assertThat(wait.maySay(now)).isTrue();
        after(29);
        assertThat(wait.maySay(now)).isFalse();
        after(1);
        assertThat(wait.maySay(now)).isTrue();
    }
}
