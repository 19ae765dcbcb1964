package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void every_workload_has_a_name_and_an_unknown_one_is_told_which_there_are() {
        assertThat(Kind.of("come-back")).isEqualTo(Kind.COME_BACK);
        assertThatThrownBy(() -> Kind.of("comeback")).hasMessageContaining("group-capacity, idle, storm, come-back");
    }
}
