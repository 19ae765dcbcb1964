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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void the_pace_rises_from_a_tenth_to_the_whole_rate_and_holds_it() {
        Pace pace = new Pace(100, Duration.ofSeconds(10), Duration.ofSeconds(5));

        assertThat(pace.messages() - pace.warmUpMessages()).isEqualTo(500);
        assertThat(pace.dueNanos(0)).isZero();
        assertThat(pace.dueNanos(1)).isBetween(80_000_000L, 110_000_000L);
        assertThat(pace.dueNanos(pace.warmUpMessages())).isEqualTo(10_000_000_000L);
        assertThat(pace.dueNanos(pace.warmUpMessages() - 1)).isBetween(9_980_000_000L, 10_000_000_000L);
        assertThat(pace.dueNanos(pace.messages() - 1)).isEqualTo(14_990_000_000L);
    }

    @Test
    void fields_are_picked_out_of_a_frame() {
        byte[] frame =
                "{\"type\":\"message\",\"seq\":1043,\"chat_id\":\"c1\",\"chat_seq\":17,\"client_msg_id\":\"b-m5\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(Scan.TYPE.text(frame)).isEqualTo("message");
        assertThat(Scan.SEQ.number(frame)).isEqualTo(1043);
        assertThat(Scan.CHAT_SEQ.number(frame)).isEqualTo(17);
        assertThat(Scan.CLIENT_MSG_ID.text(frame)).isEqualTo("b-m5");
        assertThat(Scan.SENDER.text(frame)).isEmpty();
    }

    @Test
    void the_ledger_times_what_is_measured_from_when_it_was_due() {
        Ledger ledger = new Ledger(2, 1);
        ledger.sent(0, 0, 1);
        ledger.sent(1, 1_000_000, 1);

        ledger.received(0, 50_000_000);
        ledger.received(1, 3_000_000);
        ledger.acked(1, 2_000_000);

        assertThat(ledger.missing()).isZero();
        assertThat(ledger.unacked(2)).isEqualTo(1);
        assertThat(ledger.measuredDeliveries()).isEqualTo(1);
        assertThat(ledger.receiveMicros().getMaxValue()).isBetween(1_990L, 2_010L);
    }

    @Test
    void cpu_time_is_read_past_any_name() {
        assertThat(CpuMeter.parse("7 (a) b (c)) S 1 7 7 0 -1 4194304 1 0 0 0 250 50 0 0 20 0 1 0 5 6 7"))
                .isEqualTo(3.0);
    }

    @Test
    void the_floor_gets_what_talk_wrote_for_each_raw_event_and_nothing_of_others() {
        Map<String, double[]> written = new TreeMap<>();
        written.put("chat.raw", new double[] {2, 400});
        written.put("chat.messages", new double[] {1, 300});
        written.put("edge.delivery", new double[] {3, 900});
        written.put("parley-talk-streams-changelog", new double[] {5, 500});
        written.put("push.marks", new double[] {1, 100});
        written.put("__transaction_state", new double[] {1, 100});

        List<FloorMain.Share> shares = FloorRow.shares(written);

        assertThat(shares)
                .containsExactly(
                        new FloorMain.Share("chat.messages", 0.5, 300, false, true),
                        new FloorMain.Share("edge.delivery", 1.5, 300, true, true),
                        new FloorMain.Share("parley-talk-streams-changelog", 2.5, 100, false, false));
        assertThat(shares).allSatisfy(share -> assertThat(FloorMain.Share.parse(share.argument()))
                .isEqualTo(share));
    }

    @Test
    void a_rate_holds_when_nothing_is_missing_and_99_of_100_arrive_in_time() {
        assertThat(CapacityRow.holds(result(199, 0), 200)).isTrue();
        assertThat(CapacityRow.holds(result(230, 0), 200)).as("too late").isFalse();
        assertThat(CapacityRow.holds(result(20, 1), 200)).as("one missing").isFalse();
    }

    private static Result result(int millis, int missing) {
        Pace pace = new Pace(10, Duration.ZERO, Duration.ofSeconds(1));
        Ledger ledger = new Ledger(pace.messages(), 0);
        for (int number = 0; number < pace.messages(); number++) {
            ledger.sent(number, 0, 1);
            ledger.acked(number, 1);
            if (number >= missing) {
                ledger.received(number, millis * 1_000_000L);
            }
        }
        return new Result("test", pace, 1, ledger, Map.of(), Map.of(), Map.of(), Map.of());
    }

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

    @Test
    void every_workload_has_a_name_and_an_unknown_one_is_told_which_there_are() {
        assertThat(Kind.of("come-back")).isEqualTo(Kind.COME_BACK);
        assertThatThrownBy(() -> Kind.of("comeback")).hasMessageContaining("group-capacity, idle, storm, come-back");
    }
}
