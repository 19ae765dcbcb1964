package io.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.KeyFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says of keys is in the ring before anybody hears of it, and stays when the log cannot be read. */
class KeyLogTest {
    private final KeyRing ring = new KeyRing();
    private final List<MasterKeys.Wrapped> told = new ArrayList<>();
    private final KeyLog.Holder holder = new KeyLog.Holder(ring, user -> told.add(ring.current(user)));

    @Test
    void who_hears_of_a_key_finds_it_in_the_ring() {
        holder.heard(key());

        assertThat(told).containsExactly(new MasterKeys.Wrapped("ann/0/k", "wrapped"));
    }

    @Test
    void what_was_known_is_known_while_the_log_cannot_be_read() {
        holder.heard(key());
        assertThat(ring.isKnown()).isFalse();
        holder.known();

        holder.unreadable(new IllegalStateException("away"));

        assertThat(ring.isKnown()).isTrue();
        assertThat(ring.current("ann")).isNotNull();
    }

    @SuppressWarnings("NullAway") // what a key has not is null
    private static KeyFact key() {
        return new KeyFact("e", "key", Instant.EPOCH, 1L, null, "ann", "ann/0/k", "wrapped", null, null, null);
    }
}
