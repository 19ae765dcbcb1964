package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.client.Chat;
import io.parley.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows whose users were away, or find a past that was said before. */
class ComingBackTest {

    @Test
    void somebody_who_comes_back_has_everything_when_the_head_of_the_greeting_is_there() {
        List<String> broken = new ArrayList<>();
        List<Visitor.Greeting> greetings = new ArrayList<>();
        AtomicInteger caughtUp = new AtomicInteger();
        Visitor visitor = new Visitor("ann", "secret-secret-secret-secret-secret", new Visitor.Watcher() {
            @Override
            public void greeted(Visitor.Greeting greeting) {
                greetings.add(greeting);
            }

            @Override
            public void caughtUp(long nanos) {
                caughtUp.incrementAndGet();
            }

            @Override
            public void broken(String what) {
                broken.add(what);
            }
        });
        visitor.awaits();

        visitor.message(1, bytes("{\"type\":\"hello\",\"seq\":7,\"resumed\":false}"), 0);
        assertThat(caughtUp).as("the first time there is nothing to catch up").hasValue(1);
        visitor.awaits();
        visitor.message(1, bytes("{\"type\":\"hello\",\"seq\":9,\"resumed\":true}"), 0);
        visitor.message(1, bytes("{\"type\":\"message\",\"seq\":8}"), 0);
        assertThat(caughtUp).as("one is still on its way").hasValue(1);
        visitor.message(1, bytes("{\"type\":\"message\",\"seq\":9}"), 0);
        assertThat(caughtUp).hasValue(2);

        visitor.message(1, bytes("{\"type\":\"message\",\"seq\":11}"), 0);
        assertThat(broken).containsExactly("ann got 11 after 9");
        visitor.awaits();
        visitor.message(1, bytes("{\"type\":\"hello\",\"seq\":5000,\"resumed\":false}"), 0);
        visitor.message(1, bytes("{\"type\":\"message\",\"seq\":5001}"), 0);
        assertThat(caughtUp).as("what is not resumed goes on from the head").hasValue(3);
        assertThat(broken).hasSize(1);
        assertThat(greetings)
                .containsExactly(
                        new Visitor.Greeting(7, false, false, 0),
                        new Visitor.Greeting(9, true, true, 0),
                        new Visitor.Greeting(5000, true, false, 0));
    }

    @Test
    void whoever_is_not_resumed_breaks_a_row_in_which_everybody_must_be() {
        Arrivals arrivals = new Arrivals(1);

        arrivals.greeted(new Visitor.Greeting(7, false, false, 0));
        arrivals.greeted(new Visitor.Greeting(9, true, true, 0));
        assertThat(arrivals.violations()).isZero();
        arrivals.greeted(new Visitor.Greeting(9, true, false, 0));
        assertThat(arrivals.violations()).isEqualTo(1);
    }

    @Test
    void a_past_goes_on_as_acks_come_and_is_never_further_ahead_than_its_bound() throws Exception {
        int count = 10 * Past.UNACKNOWLEDGED;
        Ledger ledger = new Ledger(count, 0);
        AtomicInteger sent = new AtomicInteger();
        List<Long> open = new ArrayList<>();
        Thread acknowledging = new Thread(() -> acknowledgeFullWindows(ledger, count, sent));

        acknowledging.start();
        new Past(ledger, count, Duration.ofHours(1)).say(number -> {
            open.add(ledger.unacked(number + 1));
            sent.incrementAndGet();
        });
        acknowledging.join();

        assertThat(open).hasSize(count).allMatch(unacknowledged -> unacknowledged <= Past.UNACKNOWLEDGED);
        assertThat(open).contains((long) Past.UNACKNOWLEDGED);
        assertThat(ledger.unacked(count)).isZero();
    }

    private static void acknowledgeFullWindows(Ledger ledger, int count, AtomicInteger sent) {
        for (int acked = 0; acked < count; ) {
            int there = sent.get();
            boolean full = there - acked >= Past.UNACKNOWLEDGED || there == count;
            for (; full && acked < there; acked++) {
                ledger.acked(acked, 0);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void a_long_past_is_said_in_rounds_which_end_with_its_last_message() {
        assertThat(Past.rounds(120_000, 120_002))
                .containsExactly(
                        new Past.Round(50_000, 50_002),
                        new Past.Round(50_000, 100_002),
                        new Past.Round(20_000, 120_002));
        assertThat(Past.rounds(Past.ROUND, 50_000)).containsExactly(new Past.Round(50_000, 50_000));
        assertThat(Past.rounds(499, 500)).containsExactly(new Past.Round(499, 500));
        assertThat(Past.rounds(0, 2)).isEmpty();
    }

    @Test
    void a_past_ends_with_what_broke_it() {
        Ledger refused = new Ledger(10, 0);

        assertThatThrownBy(
                        () -> new Past(refused, 10, Duration.ofHours(1)).say(number -> refused.error("not_a_member")))
                .hasMessage("the past broke after 1 of 10: {not_a_member=1}");
        assertThatThrownBy(() -> new Past(new Ledger(10, 0), 10, Duration.ZERO).say(number -> {}))
                .hasMessage("the past stands still: 10 of 10 are not acknowledged");
    }

    @Test
    void patience_begins_anew_with_each_step() {
        Patience patience = new Patience(Duration.ofNanos(100), 0);

        assertThat(patience.isOver(0, 50)).isFalse();
        assertThat(patience.isOver(0, 149)).isFalse();
        assertThat(patience.isOver(1, 200)).isFalse();
        assertThat(patience.isOver(1, 299)).isFalse();
        assertThat(patience.isOver(1, 300)).isTrue();
    }

    @Test
    void whoever_was_away_is_resumed_while_the_stream_reaches_back() {
        Missed little = new Missed(21, Map.of("c1", 1_990, "c2", 10));
        Missed much = new Missed(21, Map.of("c1", 1_991, "c2", 10));

        assertThat(little.wrongIn(new Visitor.Greeting(2_021, true, true, 0))).isEmpty();
        assertThat(little.wrongIn(new Visitor.Greeting(2_021, true, false, 0)))
                .containsExactly("not resumed after 2000 events");
        assertThat(much.wrongIn(new Visitor.Greeting(2_022, true, false, 0))).isEmpty();
        assertThat(much.wrongIn(new Visitor.Greeting(2_021, true, false, 0)))
                .containsExactly("greeted with 2021 after 21 and 2001 events");
    }

    @Test
    void whoever_was_away_finds_exact_counts_and_the_newest_messages() {
        Missed missed = new Missed(2, Map.of("c1", 9_999, "c2", 12_000));

        assertThat(missed.wrongIn(List.of(chat("c1", 9_999, 9_999), chat("c2", 10_000, 12_000))))
                .isEmpty();
        assertThat(missed.wrongIn(List.of(chat("c1", 9_998, 9_999), chat("c2", 10_000, 11_999))))
                .containsExactly("9998 unread instead of 9999", "the last message is not number 12000");
        assertThat(missed.wrongIn(List.of(chat("c1", 9_999, 9_999)))).containsExactly("1 chats instead of 2");
        assertThat(missed.wrongIn("c1", List.of(message("c1", 9_999), message("c1", 9_998)), 2))
                .isEmpty();
        assertThat(missed.wrongIn("c1", List.of(message("c1", 9_999), message("c1", 9_997)), 2))
                .containsExactly("number 9997 in the place of 9998");
        assertThat(missed.wrongIn("c1", List.of(message("c1", 9_999)), 2))
                .containsExactly("a page of 1 of 9999 messages");
    }

    private static Chat chat(String id, int unread, long last) {
        return new Chat(
                id, "direct", null, 1, null, 2, "member", unread, 0, null, false, message(id, last), null, List.of());
    }

    private static Message message(String chat, long number) {
        return new Message(
                "m" + number,
                chat,
                number,
                "bob",
                "text",
                "x",
                Instant.EPOCH,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    private static byte[] bytes(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }
}
