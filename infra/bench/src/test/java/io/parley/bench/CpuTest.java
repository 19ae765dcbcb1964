package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTest {

    @Test
    void cpu_time_is_read_past_any_name() {
        assertThat(CpuMeter.parse("7 (a) b (c)) S 1 7 7 0 -1 4194304 1 0 0 0 250 50 0 0 20 0 1 0 5 6 7"))
                .isEqualTo(3.0);
    }

    @Test
    void what_compilers_took_of_it_is_read_from_their_threads(@TempDir Path process) throws IOException {
        stat(process, "java", 900);
        stat(process.resolve("task/7"), "java", 300);
        stat(process.resolve("task/8"), "C2 CompilerThre", 400);
        stat(process.resolve("task/9"), "C1 CompilerThre", 150);
        stat(process.resolve("task/10"), "C2 is no compiler", 50);
        Files.createDirectories(process.resolve("task/11-which-has-ended"));

        assertThat(CpuMeter.read(process)).isEqualTo(new Cpu(9, 5.5));
    }

    @Test
    void what_the_load_itself_took_is_not_the_servers() {
        Map<String, Cpu> before = Map.of("edge-1", new Cpu(10, 4), "load", new Cpu(1, 1));
        Map<String, Cpu> after = Map.of("edge-1", new Cpu(13, 5), "kafka", new Cpu(2, 0.5), "load", new Cpu(9, 3));

        assertThat(Cpu.server(Cpu.used(before, after))).isEqualTo(new Cpu(5, 1.5));
    }

    private static void stat(Path of, String name, int ticks) throws IOException {
        Files.createDirectories(of);
        Files.writeString(of.resolve("stat"), "7 (" + name + ") S 1 7 7 0 -1 4194304 1 0 0 0 " + ticks + " 0 0 0 20 0");
    }
}
