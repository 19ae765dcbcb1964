package io.parley.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import io.parley.local.process.ProcessRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void what_was_decided_first_stays() {
        DataFolder folder = new DataFolder(temp.resolve("new"));
        Identity first = folder.open(Identity.fresh(4, 8));

        Identity second = folder.open(Identity.fresh(1, 2));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_folder_with_somebody_elses_files_is_refused_with_a_way_out() throws Exception {
        Files.writeString(temp.resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> new DataFolder(temp).open(Identity.fresh(1, 1)))
                .isInstanceOfSatisfying(Trouble.class, trouble -> {
                    assertThat(trouble).hasMessageContaining("damaged or not Parley's");
                    assertThat(trouble.wayOut()).contains("reset");
                });
    }

    @Test
    void what_was_wanted_for_a_while_is_forgotten_but_for_its_logs() throws Exception {
        DataFolder folder = new DataFolder(temp);
        folder.open(Identity.fresh(1, 1));
        Files.createDirectories(folder.of("kafka").resolve("chat.raw-0"));
        Files.writeString(folder.of("kafka").resolve("chat.raw-0/0.log"), "hello");
        Files.writeString(folder.log("kafka"), "a line");

        folder.forget();

        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).containsExactly(folder.logs());
        }
        assertThat(folder.log("kafka")).hasContent("a line");
    }

    @Test
    void an_identity_that_cannot_be_read_is_called_damage() throws Exception {
        DataFolder folder = new DataFolder(temp);
        folder.open(Identity.fresh(1, 1));
        Files.writeString(temp.resolve("parley.json"), "{\"format\":");

        assertThatThrownBy(() -> folder.open(Identity.fresh(1, 1)))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("parley.json cannot be read");
    }

    @Test
    void the_state_is_read_as_it_was_written() {
        DataFolder folder = new DataFolder(temp);
        folder.open(Identity.fresh(1, 1));
        RunState written = new RunState(
                ProcessRef.self(),
                true,
                "http://127.0.0.1:8080/",
                Map.of("page", "http://127.0.0.1:8080/"),
                List.of(new RunState.Entry(
                        "kafka", new ProcessRef(7, 9), "running", 20_001, "127.0.0.1:20001", 1, "last ended")));

        Json.write(folder.state(), written);

        assertThat(RunState.read(folder)).contains(written);
        assertThat(written.supervised()).isTrue();
    }

    @Test
    void a_damaged_state_says_nothing() throws Exception {
        DataFolder folder = new DataFolder(temp);
        folder.open(Identity.fresh(1, 1));
        Files.writeString(folder.state(), "half of a fi");

        assertThat(RunState.read(folder)).isEmpty();
    }

    @Test
    void the_secret_is_made_once_and_is_its_owners_alone() throws Exception {
        DataFolder folder = new DataFolder(temp);
        folder.open(Identity.fresh(1, 1));

        String secret = Secret.keep(folder);

        assertThat(secret).hasSizeGreaterThanOrEqualTo(32).isEqualTo(Secret.keep(folder));
        assertThat(Files.getPosixFilePermissions(folder.secret())).hasSize(2);
    }

    @Test
    void one_process_at_a_time_holds_the_lock() throws Exception {
        DataFolder folder = new DataFolder(temp);
        try (InstanceLock first = InstanceLock.take(folder).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(InstanceLock.take(folder)).isEmpty();
        }

        try (InstanceLock again = InstanceLock.take(folder).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
