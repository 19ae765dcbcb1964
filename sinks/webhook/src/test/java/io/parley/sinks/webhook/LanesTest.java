package io.parley.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sinks.webhook.WebhookEnds.End;
import io.parley.sinks.webhook.http.Answer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final int PARALLEL = 3;

    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeTimer timer = new FakeTimer();
    private final List<String> aside = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final Room room = new Room();
    private CompletionStage<Void> kept = CompletableFuture.completedFuture(null);
    private final Lanes lanes = new Lanes(
            receiver,
            (delivery, cause) -> {
                aside.add(delivery.id() + ": " + cause.getMessage());
                return kept;
            },
            new Retries(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    () -> 1),
            PARALLEL,
            room,
            timer,
            timer.clock(),
            ends::add);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private CompletableFuture<Void> add(String chat, int number) {
        return lanes.add(Samples.event(chat, number));
    }

    @Test
    void of_a_chat_the_next_goes_only_when_the_one_before_was_taken() {
        CompletableFuture<Void> first = add("c", 1);
        CompletableFuture<Void> second = add("c", 2);
        assertThat(receiver.asked).containsExactly("c-1");

        receiver.answers("c", 200);

        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(receiver.asked).containsExactly("c-1", "c-2");
        receiver.answers("c", 204);
        assertThat(second).isCompleted();
        assertThat(ends).containsExactly(End.DELIVERED, End.DELIVERED);
    }

    @Test
    void a_chat_that_fails_keeps_its_order_and_holds_up_no_other() {
        add("slow", 1);
        add("slow", 2);
        receiver.answers("slow", 500);
        CompletableFuture<Void> other = add("c", 1);

        receiver.answers("c", 200);
        timer.passes();
        receiver.answers("slow", 200);
        receiver.answers("slow", 200);

        assertThat(other).isCompleted();
        assertThat(receiver.asked).containsExactly("slow-1", "c-1", "slow-1", "slow-2");
    }

    @Test
    void so_many_chats_go_at_once_and_a_failing_one_takes_up_no_place() {
        for (String chat : List.of("a", "b", "c", "d", "e")) {
            add(chat, 1);
        }
        assertThat(receiver.open()).containsExactly("a-1", "b-1", "c-1");

        receiver.answers("a", 503);
        receiver.answers("b", 200);

        assertThat(receiver.open()).containsExactly("c-1", "d-1", "e-1");
    }

    @Test
    void a_busy_chat_lets_the_others_have_their_turn() {
        for (int number = 1; number <= 3; number++) {
            add("busy", number);
        }
        for (String chat : List.of("a", "b", "c")) {
            add(chat, 1);
        }

        receiver.answers("busy", 200);

        assertThat(receiver.open()).containsExactly("a-1", "b-1", "c-1");
    }

    @Test
    void waits_double_up_to_the_longest_and_what_is_never_taken_is_put_aside_and_its_chat_goes_on() {
        CompletableFuture<Void> bad = add("c", 1);
        add("c", 2);

        receiver.answers("c", 500);
        timer.passes();
        receiver.breaks("c", new ConnectException("refused"));
        timer.passes();
        receiver.breaks("c", new TimeoutException());
        assertThat(bad).isNotDone();
        timer.passes();
        receiver.answers("c", 500);

        assertThat(timer.waits).as("a fourth would end after the tenth second").containsExactly(1_000L, 2_000L, 4_000L);
        assertThat(aside).containsExactly("c-1: given up after 4 attempt(s) in 7 s: HTTP 500");
        assertThat(bad).isCompleted();
        assertThat(receiver.asked).containsExactly("c-1", "c-1", "c-1", "c-1", "c-2");
        assertThat(ends).containsExactly(End.RETRIED, End.RETRIED, End.RETRIED, End.GIVEN_UP);
    }

    @Test
    void each_event_has_its_own_time_until_it_is_given_up() {
        add("c", 1);
        add("c", 2);
        for (int i = 0; i < 3; i++) {
            receiver.answers("c", 500);
            timer.passes();
        }
        receiver.answers("c", 200);

        receiver.answers("c", 500);

        assertThat(timer.waits).containsExactly(1_000L, 2_000L, 4_000L, 1_000L);
        assertThat(aside).isEmpty();
    }

    @Test
    void what_is_refused_is_put_aside_at_once_and_its_chat_goes_on() {
        add("c", 1);
        add("c", 2);

        receiver.answers("c", 422);

        assertThat(aside).containsExactly("c-1: refused: HTTP 422");
        assertThat(receiver.open()).containsExactly("c-2");
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void it_has_landed_only_once_it_lies_among_the_dead_letters() {
        CompletableFuture<Void> letter = new CompletableFuture<>();
        kept = letter;
        CompletableFuture<Void> done = add("c", 1);
        add("c", 2);

        receiver.answers("c", 400);
        assertThat(done).isNotDone();
        assertThat(receiver.open()).isEmpty();
        letter.complete(null);

        assertThat(done).isCompleted();
        assertThat(receiver.open()).containsExactly("c-2");
    }

    @Test
    void dead_letters_that_cannot_be_written_end_all_and_nothing_lands() {
        kept = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        CompletableFuture<Void> bad = add("c", 1);
        CompletableFuture<Void> next = add("c", 2);
        CompletableFuture<Void> other = add("d", 1);

        receiver.answers("c", 400);

        assertThat(List.of(bad, next, other)).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(receiver.asked).containsExactly("c-1", "d-1");
    }

    @Test
    void a_receiver_that_asks_to_be_left_alone_is_by_all_chats() {
        add("c", 1);
        receiver.answers("c", new Answer(429, "5"));
        CompletableFuture<Void> other = add("d", 1);
        assertThat(receiver.open()).isEmpty();

        timer.passes();
        timer.passes();

        assertThat(timer.waits).containsExactly(5_000L, 5_000L);
        assertThat(receiver.open()).containsExactlyInAnyOrder("c-1", "d-1");
        receiver.answers("d", 200);
        assertThat(other).isCompleted();
    }

    @Test
    void a_receiver_that_is_gone_ends_all_and_is_asked_no_more() {
        CompletableFuture<Void> waits = add("retried", 1);
        receiver.answers("retried", 500);
        CompletableFuture<Void> last = add("c", 1);

        receiver.answers("c", 410);

        assertThat(last).isCompletedExceptionally();
        assertThat(waits).as("else nobody would hear of it").isCompletedExceptionally();
        assertThat(add("d", 1)).isCompletedExceptionally();
        timer.passes();
        assertThat(receiver.asked).containsExactly("retried-1", "c-1");
        assertThat(aside).isEmpty();
    }

    @Test
    void a_partition_that_goes_to_another_task_is_let_go_of() throws InterruptedException {
        CompletableFuture<Void> flying = lanes.add(Samples.event("c", 1, 0));
        CompletableFuture<Void> waiting = lanes.add(Samples.event("c", 2, 0));
        CompletableFuture<Void> ours = lanes.add(Samples.event("d", 1, 1));

        lanes.forget(List.of(new TopicPartition("chat.messages", 0)));
        receiver.answers("c", 500);
        receiver.answers("d", 200);

        assertThat(List.of(flying, waiting, ours))
                .as("nothing that was let go of holds up the rest")
                .allMatch(done -> done.isDone() && !done.isCompletedExceptionally());
        assertThat(receiver.asked).containsExactly("c-1", "d-1");
        assertThat(timer.isIdle()).isTrue();
        assertThat(room.await(1, Duration.ZERO)).as("nothing is held any more").isTrue();
    }

    @Test
    void one_that_waits_for_another_attempt_when_it_is_let_go_of_makes_room_for_what_comes_again() {
        lanes.add(Samples.event("c", 1, 0));
        receiver.answers("c", 500);
        lanes.forget(List.of(new TopicPartition("chat.messages", 0)));
        CompletableFuture<Void> again = lanes.add(Samples.event("c", 1, 0));

        timer.passes();
        receiver.answers("c", 200);

        assertThat(again).isCompleted();
        assertThat(receiver.asked).containsExactly("c-1", "c-1");
    }

    @Test
    void one_that_waits_for_its_turn_when_it_is_let_go_of_is_not_sent_any_more() {
        lanes.add(Samples.event("c", 1, 0));
        receiver.answers("c", 500);
        for (String chat : List.of("x", "y", "z")) {
            lanes.add(Samples.event(chat, 1, 1));
        }
        timer.passes();

        lanes.forget(List.of(new TopicPartition("chat.messages", 0)));
        receiver.answers("x", 200);
        lanes.add(Samples.event("c", 2, 0));

        assertThat(receiver.asked).containsExactly("c-1", "x-1", "y-1", "z-1", "c-2");
    }

    @Test
    void there_is_room_only_while_what_waits_is_below_the_bound() throws InterruptedException {
        long two = 2 * Samples.event("c", 1).weight();
        add("c", 1);
        add("c", 2);
        assertThat(room.await(two, Duration.ZERO)).isFalse();

        receiver.answers("c", 200);

        assertThat(room.await(two, Duration.ZERO)).isTrue();
    }
}
