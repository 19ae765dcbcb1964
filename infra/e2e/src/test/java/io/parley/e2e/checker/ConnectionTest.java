package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a connection's end leaves sure: too much, and the checker cries over what nobody promised. */
class ConnectionTest {
    private static final long END = TimeUnit.SECONDS.toNanos(100);

    @Test
    void while_it_is_open_all_is_handled() {
        assertThat(connection(true, END).handledUpTo()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void what_was_sent_before_an_answered_ping_is_handled() {
        long answeredAt = END - TimeUnit.SECONDS.toNanos(3);

        assertThat(connection(false, answeredAt).handledUpTo()).isEqualTo(answeredAt - 1);
    }

    @Test
    void a_ping_answered_right_before_the_end_says_nothing_of_the_log() {
        long answeredAt = END - TimeUnit.MILLISECONDS.toNanos(5);

        assertThat(connection(false, answeredAt).handledUpTo()).isEqualTo(Long.MIN_VALUE);
    }

    private static Connection connection(boolean open, long answeredAt) {
        return new Connection(
                "#1 ann/phone",
                "ann",
                "phone",
                OptionalLong.empty(),
                List.of(frame("ping", answeredAt - 1)),
                List.of(frame("pong", answeredAt)),
                open,
                END);
    }

    private static Frame frame(String type, long nanos) {
        return new Frame(JsonNodeFactory.instance.objectNode().put("type", type).put("ref", "p1"), nanos);
    }
}
