package io.parley.local.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Java process of the local stack is like, as one of them says of itself. */
class JavaCommandTest {
    private static final int HEAP_MIB = 96;

    /** Says how much each part of its heap has, and may have. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] arguments) {
            ManagementFactory.getMemoryPoolMXBeans()
                    .forEach(pool -> System.out.printf(
                            "%s: %d of %d KiB%n",
                            pool.getName(),
                            pool.getUsage().getCommitted() >> 10,
                            pool.getUsage().getMax() >> 10));
        }
    }

    /** When what is old has to grow, all of the heap is collected for it. */
    @Test
    void all_of_the_heap_is_there_from_the_beginning_and_a_third_of_it_is_for_what_is_young(@TempDir Path folder)
            throws Exception {
        assertThat(answer(folder))
                .contains("Tenured Gen: 65536 of 65536 KiB")
                .contains("Eden Space: 26240 of 26240 KiB", "Survivor Space: 3264 of 3264 KiB");
    }

    private static List<String> answer(Path folder) throws IOException, InterruptedException, URISyntaxException {
        Path classes = Path.of(
                Asked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new JavaCommand(Path.of(System.getProperty("java.home")), HEAP_MIB)
                .command(folder.resolve("asked.args"), new ClassPath("asked", List.of(classes)), Asked.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
