package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.KeyFact;
import io.parley.keys.DataKey.Field;
import io.parley.keys.KeyRing;
import io.parley.keys.MasterKeys;
import io.parley.keys.MasterKeys.Wrapped;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A key that a sink has not heard of makes the batch come again, whole, until it is there: nothing is passed over. */
class SinkContentsTest {
    private final MasterKeys masters =
            MasterKeys.parse(List.of("test:" + Base64.getEncoder().encodeToString(new byte[32])), "the test");
    private final KeyRing ring = new KeyRing();
    private final Wrapped made = masters.make("ann", 0);
    private final Set<String> keys = Set.of(made.id());

    @Test
    void a_key_that_is_to_come_is_a_matter_of_trying_again_and_is_named() {
        SinkContents contents = SinkContents.of(ring, () -> masters, true, 0);

        assertThatThrownBy(() -> contents.openerOf(keys))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(made.id());

        ring.observe(
                new KeyFact("e", "key", Instant.EPOCH, 1L, null, "ann", made.id(), made.wrapped(), null, null, null));
        String sealed = masters.unwrap(made).seal("c1", Field.CONTENT, "hello");
        assertThat(contents.openerOf(keys).content(made.id(), "c1", sealed)).isEqualTo("hello");
    }

    @Test
    void without_master_keys_the_sink_stops_and_says_which_setting_is_missing() {
        assertThatThrownBy(() -> SinkContents.none().openerOf(keys))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("content.keys.file");
    }
}
