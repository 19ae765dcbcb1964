package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reading what the bench kept. */
class BenchFileTest {
    private static final String ROW =
            """
            {"workload": "%s", "seconds": 10.0, "messages": 1000, "violations": %d, "something_new": [1],
             "cpu_s": {"edge-1": 2.0, "edge-2": 3.0, "kafka": 4.0, "load": 9.0},
             "written_per_message": {
               "chat.raw": {"records": 3.0, "bytes": 600.0},
               "chat.messages": {"records": 1.25, "bytes": 300.0},
               "user.changes": {"records": 4.25, "bytes": 1000.0}}}
            """;

    @Test
    void parts_that_run_twice_are_summed_and_seconds_become_rates() throws IOException {
        List<BenchRow> rows = BenchFile.parse("[" + ROW.formatted("one-to-one", 0) + "]");

        BenchRow row = rows.get(0);
        assertThat(row.messagesPerSecond()).isEqualTo(100);
        assertThat(row.cores("edge")).isEqualTo(0.5);
        assertThat(row.cores("kafka")).isEqualTo(0.4);
    }

    @Test
    void what_is_more_than_one_fact_a_message_is_markers_and_is_taken_off() throws IOException {
        BenchRow row =
                BenchFile.parse("[" + ROW.formatted("one-to-one", 0) + "]").get(0);

        assertThat(row.commitsPerSecond()).isEqualTo(25);
        assertThat(row.net("user.changes")).isEqualTo(new Size(4, 1000 - 0.25 * 78));
        // Edges write without transactions.
        assertThat(row.net("chat.raw")).isEqualTo(new Size(3, 600));
    }

    @Test
    void rows_that_are_not_known_incomplete_or_wrong_are_left_out() throws IOException {
        String json = "[" + ROW.formatted("reconnect storm", 0) + "," + ROW.formatted("one-to-one", 1) + ","
                + ROW.formatted("group of 50", 0) + ", {\"workload\": \"one-to-one\"}, 7]";

        assertThat(BenchFile.parse(json)).extracting(BenchRow::members).containsExactly(50);
    }

    @Test
    void a_file_that_is_no_array_is_refused() {
        assertThatThrownBy(() -> BenchFile.parse("{}")).isInstanceOf(IOException.class);
    }

    @Test
    void costs_without_a_row_that_is_needed_say_which() throws IOException {
        List<BenchRow> rows = BenchFile.parse("[" + ROW.formatted("group of 50", 0) + "]");

        assertThatThrownBy(() -> UnitCosts.of(rows)).hasMessageContaining("one-to-one with receipts");
    }

    @Test
    void a_row_at_capacity_counts_for_processors_and_not_for_what_a_message_is_made_of() throws IOException {
        List<BenchRow> rows = BenchFile.parse(
                "[" + ROW.formatted("capacity, one-to-one", 0) + "," + ROW.formatted("capacity, group of 50", 0) + "]");

        assertThat(rows).allMatch(BenchRow::atCapacity);
        assertThat(rows).extracting(BenchRow::isDirect).containsExactly(true, false);
        assertThat(rows).extracting(BenchRow::members).containsExactly(0, 50);
        assertThatThrownBy(() -> UnitCosts.of(rows)).hasMessageContaining("one-to-one with receipts");
    }

    @Test
    void the_checked_in_costs_give_back_what_the_rows_measured() throws IOException {
        UnitCosts costs = Given.costs();

        for (BenchRow row : BenchFile.read(Given.COSTS)) {
            Work second = Work.measured(row).times(row.messagesPerSecond());
            assertThat(costs.topology().coresAlone(row.commitsPerSecond(), second.outputs()))
                    .isCloseTo(row.cores("topology"), Offset.offset(0.15 * row.cores("topology")));
            assertThat(costs.broker().coresAlone(UnitCosts.appends(row), second.records()))
                    .isCloseTo(row.cores("kafka"), Offset.offset(0.15 * row.cores("kafka")));
        }
    }
}
