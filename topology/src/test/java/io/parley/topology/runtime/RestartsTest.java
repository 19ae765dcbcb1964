package io.parley.topology.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.access.AccessCheck;
import io.parley.topology.errors.ErrorBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private final AtomicLong now = new AtomicLong();
    private final Restarts restarts =
            new Restarts(new ErrorBudget(2, Duration.ofMillis(100)), now::get, "User:parley-talk");

    @Test
    void threads_are_replaced_until_too_many_die() {
        assertThat(restarts.handle(new RuntimeException())).isEqualTo(REPLACE_THREAD);
        assertThat(restarts.handle(new RuntimeException())).isEqualTo(REPLACE_THREAD);
        assertThat(restarts.handle(new RuntimeException())).isEqualTo(SHUTDOWN_CLIENT);
        now.set(500);
        assertThat(restarts.handle(new RuntimeException())).isEqualTo(REPLACE_THREAD);
        assertThat(restarts.count()).isEqualTo(4);
    }

    @Test
    void what_may_rest_is_tried_again_for_ever_until_it_is_closed() {
        Restarts push =
                new Restarts(new ErrorBudget(0, Duration.ofMinutes(1)), now::get, "User:parley-talk", Duration.ZERO);

        assertThat(push.handle(new RuntimeException())).isEqualTo(REPLACE_THREAD);
        assertThat(push.handle(new RuntimeException())).isEqualTo(REPLACE_THREAD);
        assertThat(push.handle(new OutOfMemoryError())).isEqualTo(SHUTDOWN_CLIENT);
        push.close();
        assertThat(push.handle(new RuntimeException())).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void what_is_not_allowed_is_not_tried_again() {
        var refused = new RuntimeException(new TopicAuthorizationException(Set.of("parley-talk-chats-changelog")));

        assertThat(restarts.handle(refused)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(restarts.count()).isZero();
        assertThat(AccessCheck.refusal(refused, "User:parley-talk")).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("User:parley-talk may not")
                .contains("parley-talk-chats-changelog"));
    }

    @Test
    void an_error_of_the_machine_is_not_survived() {
        assertThat(restarts.handle(new OutOfMemoryError())).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void topics_that_do_not_agree_on_shards_are_refused() {
        assertThat(Shards.agreed(Map.of("a", 4, "b", 4))).isEqualTo(4);
        assertThatThrownBy(() -> Shards.agreed(Map.of("a", 4, "b", 1))).hasMessageContaining("{");
    }
}
