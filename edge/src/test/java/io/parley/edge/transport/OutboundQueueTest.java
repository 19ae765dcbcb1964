package io.parley.edge.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private final OutboundQueue queue = new OutboundQueue();

    private void add(String header, String head, String tail) {
        queue.add(header.getBytes(US_ASCII), head.getBytes(US_ASCII), tail.getBytes(US_ASCII));
    }

    private String next(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        queue.copyTo(buffer);
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }

    @Test
    void bytes_stay_owed_until_they_are_taken() {
        add("h", "one", "");
        add("H", "", "two");

        assertThat(next(100)).isEqualTo("honeHtwo");
        assertThat(queue.owed()).isEqualTo(8);

        queue.advance(2);
        assertThat(next(100)).isEqualTo("neHtwo");
        assertThat(queue.isMidFrame()).isTrue();

        queue.advance(2);
        assertThat(queue.isMidFrame()).isFalse();
        assertThat(next(3)).isEqualTo("Htw");

        queue.advance(4);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.owed()).isZero();
    }

    @Test
    void what_has_begun_is_not_dropped() {
        add("h", "one", "1");
        add("h", "two", "2");
        queue.advance(2);

        queue.dropUnstarted();

        assertThat(next(100)).isEqualTo("ne1");
        assertThat(queue.owed()).isEqualTo(3);
    }

    @Test
    void what_has_not_begun_is_dropped() {
        add("h", "one", "1");
        queue.advance(5);
        add("h", "two", "2");

        queue.dropUnstarted();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.owed()).isZero();
    }
}
