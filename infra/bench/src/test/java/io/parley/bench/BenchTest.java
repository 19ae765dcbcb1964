package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
}
