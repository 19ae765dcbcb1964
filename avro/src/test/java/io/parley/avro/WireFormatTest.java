package io.parley.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Each thread writes all its records through one buffer: none may leave anything in it. */
class WireFormatTest {

    @Test
    void a_record_that_cannot_be_written_leaves_nothing_to_the_next() {
        byte[] before = WireFormat.encode(7, new MarkRead("m1"));
        React half = new React();
        half.setClientMsgId("c1");
        half.setMsgId("m1");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> WireFormat.encode(7, half)).isInstanceOf(SerializationException.class);
            assertThat(WireFormat.encode(7, new MarkRead("m1"))).isEqualTo(before);
        }
    }
}
