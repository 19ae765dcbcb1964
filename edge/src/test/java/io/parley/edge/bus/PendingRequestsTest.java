package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final PendingRequests pending = new PendingRequests(2, Duration.ofSeconds(10), nanos::get);
    private final Reply late = new Reply();

    @Test
    void a_reply_comes_to_who_waits_for_it_and_to_nobody_else() {
        CompletableFuture<Reply> one = pending.await(1, late);
        CompletableFuture<Reply> two = pending.await(2, late);
        Reply reply = new Reply();

        pending.complete(2, reply);
        pending.complete(2, new Reply());
        pending.complete(99, new Reply());

        assertThat(two).isCompletedWithValue(reply);
        assertThat(one).isNotDone();
    }

    @Test
    void more_than_the_bound_do_not_wait() {
        pending.await(1, late);
        pending.await(2, late);

        assertThat(pending.await(3, late)).isNull();

        pending.complete(1, new Reply());
        assertThat(pending.await(4, late)).isNotNull();
    }

    @Test
    void who_waited_too_long_gets_the_late_answer() {
        CompletableFuture<Reply> early = pending.await(1, late);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        CompletableFuture<Reply> later = pending.await(2, late);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        pending.expire();

        assertThat(early).isCompletedWithValue(late);
        assertThat(later).isNotDone();
        assertThat(pending.size()).isEqualTo(1);
    }
}
