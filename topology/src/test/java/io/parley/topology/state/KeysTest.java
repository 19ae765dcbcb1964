package io.parley.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void numbers_order_as_numbers_and_ids_do_not_mix() {
        assertThat(Keys.of("a", 255)).isLessThan(Keys.of("a", 256)).isGreaterThan(Keys.of("a", 0));
        assertThat(isOfA(Keys.of("a.b", 1))).isFalse();
        assertThat(isOfA(Keys.of("a-b", 1))).isFalse();
        assertThat(isOfA(Keys.of("ab", 1))).isFalse();
    }

    private static boolean isOfA(Bytes key) {
        return key.compareTo(Keys.of("a", 0)) >= 0 && key.compareTo(Keys.endOf("a")) <= 0;
    }

    @Test
    void parts_of_a_key_come_back() {
        Bytes row = Keys.of("user.1", 47);
        Bytes timed = Keys.timed(12, row);

        assertThat(Keys.idOf(row)).isEqualTo("user.1");
        assertThat(Keys.numberOf(row)).isEqualTo(47);
        assertThat(Keys.timeOf(timed)).isEqualTo(12);
        assertThat(Keys.restOf(timed)).isEqualTo(row);
    }
}
