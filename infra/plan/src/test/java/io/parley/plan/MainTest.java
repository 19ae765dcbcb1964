package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line. */
class MainTest {
    private final StringWriter errors = new StringWriter();
    private final StringWriter printed = new StringWriter();
    private final CommandLine command =
            Main.command().setErr(new PrintWriter(errors)).setOut(new PrintWriter(printed));

    @Test
    void counts_may_end_in_a_letter() {
        assertThat(Main.amount("50M")).isEqualTo(50e6);
        assertThat(Main.amount("23k")).isEqualTo(23_000);
        assertThat(Main.amount("1.5B")).isEqualTo(1.5e9);
        assertThat(Main.amount("0.2")).isEqualTo(0.2);
    }

    @Test
    void draws_the_pictures_where_it_is_told(@TempDir Path folder) {
        int code = command.execute(
                "--users",
                "1M",
                "--messages-per-day",
                "20",
                "--costs",
                Given.COSTS.toString(),
                "--pictures",
                folder.toString());

        assertThat(code).isZero();
        assertThat(printed.toString()).contains("### What breaks first at 231 messages a second");
        assertThat(folder.resolve("plan-machines.svg")).content().contains("<svg");
    }

    @Test
    void a_rate_above_the_peak_gets_shards_for_it() {
        command.execute("--users", "1M", "--rate", "50K", "--costs", Given.COSTS.toString());

        // 926 a second at the peak would have 4 shards for the rate and 16 for the state; twice 50,000 need more.
        assertThat(printed.toString()).contains("| **shards**, for life | 64 |");
    }

    @Test
    void a_file_that_is_not_the_benchs_ends_it_with_a_sentence(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), "{}");

        int code = command.execute("--costs", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).startsWith("not the bench's output");
    }

    @Test
    void a_count_that_is_none_names_its_option() {
        assertThat(command.execute("--users", "-5")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(command.execute("--users", "many")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString()).contains("--users");
    }
}
