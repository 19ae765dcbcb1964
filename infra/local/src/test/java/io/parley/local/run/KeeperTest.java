package io.parley.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import io.parley.local.part.Kind;
import io.parley.local.part.Part;
import io.parley.local.part.Probe;
import io.parley.local.process.Backoff;
import io.parley.local.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the smallest of processes. */
class KeeperTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path temp = Path.of("");

    @Test
    void a_part_that_is_killed_is_started_again() throws Exception {
        Keeper keeper = keeper(() -> true, "sleep", "1000");
        keeper.start();
        long first = keeper.reference().orElseThrow().pid();

        keeper.signal(Signals.KILL);
        keeper.awaitReady(LONG);

        assertThat(keeper.reference().orElseThrow().pid()).isNotEqualTo(first);
        assertThat(keeper.restarts()).isEqualTo(1);
        assertThat(keeper.entry().note()).contains("killed by signal 9");
        keeper.stop();
        assertThat(keeper.state()).isEqualTo(Keeper.State.STOPPED);
        assertThat(keeper.reference()).isEmpty();
    }

    @Test
    void a_first_start_that_fails_tells_the_last_lines() {
        Keeper keeper = keeper(() -> false, "sh", "-c", "echo the disk is on fire; exit 3");

        assertThatThrownBy(keeper::start).isInstanceOfSatisfying(Trouble.class, trouble -> {
            assertThat(trouble).hasMessageContaining("ended with exit code 3");
            assertThat(trouble.logLines()).containsExactly("the disk is on fire");
        });
    }

    @Test
    void a_part_that_was_stopped_on_purpose_stays_stopped_until_it_is_started() throws Exception {
        Keeper keeper = keeper(() -> true, "sleep", "1000");
        keeper.start();

        keeper.stop();
        keeper.start();

        assertThat(keeper.state()).isEqualTo(Keeper.State.RUNNING);
        keeper.stop();
    }

    private Keeper keeper(Probe probe, String... command) {
        Part part = new Part(
                Kind.REDIS,
                "redis",
                1,
                "",
                () -> new Part.Launch(List.of(command), Map.of("PATH", "/usr/bin:/bin"), temp, () -> {}),
                probe,
                Duration.ofSeconds(5));
        return new Keeper(
                part,
                temp.resolve("redis.log"),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 3),
                LONG,
                () -> {});
    }
}
