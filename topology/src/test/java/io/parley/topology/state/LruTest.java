package io.parley.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruTest {

    @Test
    void it_holds_what_was_used_last_up_to_its_weight() {
        Lru<String, String> lru = new Lru<>(6, String::length);
        lru.put("a", "xx");
        lru.put("b", "xx");
        lru.put("c", "xx");
        lru.get("a");

        lru.put("d", "xxx");

        assertThat(lru.get("b")).isNull();
        assertThat(lru.get("c")).isNull();
        assertThat(lru.get("a")).isEqualTo("xx");
        assertThat(lru.get("d")).isEqualTo("xxx");
    }

    @Test
    void a_value_that_is_replaced_or_removed_weighs_no_longer() {
        Lru<String, String> lru = new Lru<>(4, String::length);
        lru.put("a", "xxx");
        lru.put("a", "x");
        lru.put("b", "xxx");
        assertThat(lru.size()).isEqualTo(2);

        lru.remove("b");
        lru.put("c", "xxx");
        assertThat(lru.size()).isEqualTo(2);
    }

    @Test
    void without_room_it_holds_nothing() {
        Lru<String, String> lru = new Lru<>(0, value -> 1);

        lru.put("a", "x");

        assertThat(lru.get("a")).isNull();
    }
}
