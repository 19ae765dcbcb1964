package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sinks.push.Outcome.Later;
import io.parley.sinks.push.Outcome.Refused;
import io.parley.sinks.push.PushEnds.End;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final FakeTarget platform = new FakeTarget();
    private final FakeWithdrawals log = new FakeWithdrawals();
    private final FakeTimer timer = new FakeTimer();
    private final Retries retries = new Retries(4, Duration.ofSeconds(1), Duration.ofSeconds(3), Samples.AGE);
    private final List<End> ends = new ArrayList<>();
    private final Lanes lanes = lanes(Clock.systemUTC());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void a_push_ends_when_the_platform_has_it() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));
        assertThat(done).isNotDone();

        platform.answers(Outcome.SENT);

        assertThat(done).isCompleted();
        assertThat(timer.waits).isEmpty();
    }

    @Test
    void waits_double_up_to_the_longest_and_end() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));

        for (int i = 0; i < 4; i++) {
            platform.answers(Later.of("503"));
            timer.passes();
        }

        assertThat(timer.waits).containsExactly(1_000L, 2_000L, 3_000L);
        assertThat(platform.asked).hasSize(4);
        assertThat(done).isCompleted();
    }

    @Test
    void what_breaks_on_the_way_is_tried_again() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));

        platform.breaks();
        timer.passes();
        platform.answers(Outcome.SENT);

        assertThat(done).isCompleted();
        assertThat(platform.asked).hasSize(2);
    }

    @Test
    void a_platform_that_asks_to_be_left_alone_is() {
        lanes.add(Samples.fcm("c1", 1));

        platform.answers(new Later("429", Duration.ofSeconds(90)));

        assertThat(timer.waits).containsExactly(90_000L);
    }

    @Test
    void a_wait_beyond_the_age_of_the_message_is_not_begun() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));

        platform.answers(new Later("429", Samples.AGE.plusSeconds(1)));

        assertThat(done).isCompleted();
        assertThat(timer.waits).isEmpty();
    }

    @Test
    void what_is_too_old_is_not_sent() {
        Lanes later = lanes(Clock.fixed(Instant.now().plus(Samples.AGE).plusSeconds(1), ZoneOffset.UTC));

        assertThat(later.add(Samples.fcm("c1", 1))).isCompleted();

        assertThat(platform.asked).isEmpty();
        assertThat(ends).containsExactly(End.GIVEN_UP);
    }

    @Test
    void what_is_refused_is_not_tried_again_and_takes_no_device_away() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));

        platform.answers(new Refused("BadDeviceToken"));

        assertThat(done).isCompleted();
        assertThat(platform.asked).hasSize(1);
        assertThat(log.tokens).isEmpty();
    }

    @Test
    void a_token_that_is_gone_is_told_to_the_log() {
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));

        platform.answers(Outcome.UNREGISTERED);

        assertThat(log.tokens).containsExactly("fcm-token");
        assertThat(done).isCompleted();
    }

    @Test
    void a_withdrawal_that_the_log_does_not_take_is_tried_again() {
        log.down = true;
        CompletableFuture<Void> done = lanes.add(Samples.fcm("c1", 1));
        platform.answers(Outcome.UNREGISTERED);
        assertThat(done).isNotDone();

        log.down = false;
        timer.passes();
        platform.answers(Outcome.UNREGISTERED);

        assertThat(log.tokens).containsExactly("fcm-token");
        assertThat(done).isCompleted();
    }

    @Test
    void a_device_gets_one_at_a_time_and_of_a_chat_only_the_newest() {
        Push first = Samples.fcm("c1", 1);
        Push other = Samples.fcm("c2", 3);
        Push newest = Samples.fcm("c1", 4);
        lanes.add(first);
        CompletableFuture<Void> replaced = lanes.add(Samples.fcm("c1", 2));
        lanes.add(other);
        CompletableFuture<Void> done = lanes.add(newest);
        assertThat(platform.asked).containsExactly(first);
        assertThat(replaced).isCompleted();

        platform.answers(Outcome.SENT);
        platform.answers(Outcome.SENT);
        platform.answers(Outcome.SENT);

        assertThat(platform.asked).containsExactly(first, newest, other);
        assertThat(done).isCompleted();
    }

    @Test
    void a_retry_gives_way_to_a_newer_push_of_its_chat() {
        CompletableFuture<Void> old = lanes.add(Samples.fcm("c1", 1));
        platform.answers(Later.of("503"));
        Push newer = Samples.fcm("c1", 2);
        CompletableFuture<Void> done = lanes.add(newer);

        timer.passes();
        platform.answers(Outcome.SENT);

        assertThat(platform.asked).last().isEqualTo(newer);
        assertThat(platform.asked).hasSize(2);
        assertThat(old).isCompleted();
        assertThat(done).isCompleted();
        assertThat(ends).containsExactly(End.REPLACED, End.SENT);
    }

    @Test
    void one_device_does_not_hold_up_another() {
        lanes.add(Samples.fcm("c1", 1));
        Push other = Samples.apns("c1", 1);

        lanes.add(other);

        assertThat(platform.asked).contains(other);
    }

    @Test
    void there_is_room_only_while_fewer_than_the_bound_are_on_their_way() throws InterruptedException {
        lanes.add(Samples.fcm("c1", 1));
        lanes.add(Samples.apns("c1", 1));
        assertThat(lanes.awaitRoom(2, Duration.ZERO)).isFalse();

        platform.answers(Outcome.SENT);

        assertThat(lanes.awaitRoom(2, Duration.ZERO)).isTrue();
    }

    private Lanes lanes(Clock clock) {
        return new Lanes(platform, log, retries, timer, clock, ends::add);
    }
}
