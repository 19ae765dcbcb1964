package io.parley.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void the_last_lines_of_a_start_hold_nothing_of_the_one_before() throws Exception {
        Path log = temp.resolve("kafka.log");
        LogFile.begin(log);
        Files.writeString(log, "old\n", StandardOpenOption.APPEND);
        LogFile.begin(log);
        Files.writeString(log, "one\ntwo\nthree\n", StandardOpenOption.APPEND);

        assertThat(LogFile.tailOfStart(log, 2)).containsExactly("two", "three");
        assertThat(LogFile.tailOfStart(log, 10)).containsExactly("one", "two", "three");
    }

    @Test
    void a_log_that_is_missing_has_no_lines() {
        assertThat(LogFile.tail(temp.resolve("none.log"), 5)).isEmpty();
    }
}
