package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.session.ReceiptGate.Key;
import io.parley.ids.TimeUuid;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptGateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Key READ = new Key("ann", "gTeam", true);

    private final ReceiptGate<String> gate = new ReceiptGate<>(SECOND, 2);

    private boolean passes(Key key, int message, long now) {
        return gate.passes(
                key,
                TimeUuid.of(1_700_000_000_000_000L + message, 0, key.chatId()).toString(),
                "m" + message,
                now);
    }

    @Test
    void in_groups_the_first_passes_and_then_the_newest_once_a_second() {
        assertThat(passes(READ, 1, 0)).isTrue();
        assertThat(passes(READ, 2, 10)).isFalse();
        assertThat(passes(READ, 3, 20)).isFalse();

        assertThat(gate.due(SECOND - 1, false)).isEmpty();
        assertThat(gate.due(SECOND, false)).containsExactly("m3");
        assertThat(gate.due(SECOND, false)).isEmpty();

        assertThat(passes(READ, 4, SECOND + 1)).isFalse();
        assertThat(gate.due(2 * SECOND, false)).containsExactly("m4");
    }

    @Test
    void after_a_quiet_second_the_next_is_a_first_one_again() {
        passes(READ, 1, 0);
        gate.due(SECOND, false);

        assertThat(gate.size()).isZero();
        assertThat(passes(READ, 2, SECOND + 1)).isTrue();
    }

    @Test
    void an_older_one_that_came_last_goes_too() {
        passes(READ, 1, 0);
        passes(READ, 9, 1);
        passes(READ, 2, 2);
        passes(READ, 5, 3);

        assertThat(gate.due(SECOND, false)).containsExactly("m9", "m5");
    }

    @Test
    void users_chats_and_kinds_do_not_wait_for_each_other() {
        passes(READ, 1, 0);

        assertThat(passes(new Key("ann", "gTeam", false), 1, 0)).isTrue();
        assertThat(passes(new Key("bob", "gTeam", true), 1, 0)).isTrue();
    }

    @Test
    void beyond_the_bound_receipts_pass_unheld() {
        passes(READ, 1, 0);
        passes(new Key("bob", "gTeam", true), 1, 0);
        Key third = new Key("cat", "gTeam", true);

        assertThat(List.of(passes(third, 1, 0), passes(third, 2, 0))).containsOnly(true);
        assertThat(gate.size()).isEqualTo(2);
    }

    @Test
    void at_the_end_everything_goes() {
        passes(READ, 1, 0);
        passes(READ, 2, 1);

        assertThat(gate.due(2, true)).containsExactly("m2");
    }
}
