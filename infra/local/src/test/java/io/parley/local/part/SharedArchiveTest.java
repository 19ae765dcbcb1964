package io.parley.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArchiveTest {
    private final Path folder;

    SharedArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_part_that_ended_well_leaves_its_classes_for_the_next_start() throws IOException {
        SharedArchive archive = archive("edge", "a");
        assertThat(archive.flags(true)).containsExactly("-XX:ArchiveClassesAtExit=" + draft());
        Files.writeString(draft(), "classes");

        archive.keep();

        assertThat(draft()).doesNotExist();
        assertThat(archive.flags(true)).singleElement().asString().startsWith("-XX:SharedArchiveFile=" + cache());
    }

    @Test
    void a_part_that_was_built_anew_has_its_own_and_the_older_one_goes() throws IOException {
        Files.writeString(draft(), "old");
        archive("edge", "a").keep();
        Files.writeString(draft(), "another part's");
        archive("kafka", "a").keep();

        SharedArchive anew = archive("edge", "b");
        assertThat(anew.flags(false)).isEmpty();
        Files.writeString(draft(), "new");
        anew.keep();

        assertThat(archive("edge", "a").flags(false)).isEmpty();
        assertThat(anew.flags(false)).hasSize(1);
        assertThat(archive("kafka", "a").flags(false)).hasSize(1);
    }

    private SharedArchive archive(String part, String jar) {
        return new SharedArchive(
                cache(), folder.resolve("java"), part, new ClassPath(part, List.of(folder.resolve(jar))), draft());
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path draft() {
        return folder.resolve("draft.jsa");
    }
}
