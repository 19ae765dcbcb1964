package io.parley.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcfsTest {

    @Test
    void the_start_time_is_found_behind_a_name_with_blanks_and_brackets() {
        String stat =
                "4711 (a (very) odd name) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 30 0 987654 1000 200 18446744073709551615";

        assertThat(Procfs.startTicksOf(stat)).hasValue(987_654);
    }

    @Test
    void memory_is_told_in_mebibytes() {
        assertThat(Procfs.kib("Name:\tjava\nVmRSS:\t  204800 kB\n", "VmRSS:")).hasValue(200);
    }

    @Test
    void only_who_listens_on_the_port_is_meant() {
        String table =
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1
                   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 222 1
                   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1
                """;

        assertThat(Procfs.listeningInodes(table, 8080)).containsExactly("111");
    }

    @Test
    void an_id_that_was_given_to_somebody_else_is_not_our_process() {
        ProcessRef self = ProcessRef.self();

        assertThat(self.alive()).isTrue();
        assertThat(new ProcessRef(self.pid(), self.started() + 1).alive()).isFalse();
    }

    @Test
    void waits_double_up_to_the_longest_and_end_after_the_last_attempt() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 5);

        assertThat(backoff.before(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.before(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.before(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.exhausted(5)).isFalse();
        assertThat(backoff.exhausted(6)).isTrue();
    }
}
