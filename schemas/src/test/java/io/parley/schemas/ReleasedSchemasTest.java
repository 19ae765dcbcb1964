package io.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** FULL_TRANSITIVE: the schemas of now and those of every release read each other's records. */
class ReleasedSchemasTest {
    private static final String MARK_READ = "chat/MarkRead.avsc";

    @TestFactory
    Stream<DynamicTest> every_release_and_now_read_each_other() {
        return SchemaSet.released().stream()
                .map(release -> DynamicTest.dynamicTest("release " + release.name(), () -> assertThat(
                                Compatibility.breaches(release, SchemaSet.current()))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> every_two_releases_read_each_other() {
        List<SchemaSet> releases = SchemaSet.released();
        return releases.stream().flatMap(one -> releases.stream()
                .map(other -> DynamicTest.dynamicTest(
                        one.name() + " and " + other.name(),
                        () -> assertThat(Compatibility.breaches(one, other)).isEmpty())));
    }

    @Test
    void a_field_with_a_default_may_come(@TempDir Path folder) throws IOException {
        SchemaSet changed = changed(
                folder,
                MARK_READ,
                "\"fields\": [",
                "\"fields\": [{\"name\":\"why\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Why.\"},");

        assertThat(Compatibility.breaches(SchemaSet.current(), changed)).isEmpty();
    }

    @Test
    void a_field_without_a_default_is_found(@TempDir Path folder) throws IOException {
        SchemaSet changed = changed(
                folder,
                MARK_READ,
                "\"fields\": [",
                "\"fields\": [{\"name\":\"why\",\"type\":\"string\",\"doc\":\"Why.\"},");

        assertThat(Compatibility.breaches(SchemaSet.current(), changed))
                .anyMatch(breach -> breach.contains("/why") || breach.contains("why"));
    }

    @Test
    void a_renamed_field_is_found(@TempDir Path folder) throws IOException {
        SchemaSet changed = changed(folder, MARK_READ, "\"msg_id\"", "\"message_id\"");

        assertThat(Compatibility.breaches(SchemaSet.current(), changed)).isNotEmpty();
    }

    @Test
    void a_changed_type_is_found(@TempDir Path folder) throws IOException {
        SchemaSet changed = changed(folder, MARK_READ, "\"type\": \"string\"", "\"type\": \"long\"");

        assertThat(Compatibility.breaches(SchemaSet.current(), changed)).isNotEmpty();
    }

    @Test
    void a_wider_union_is_found_because_old_readers_stop_at_it(@TempDir Path folder) throws IOException {
        SchemaSet changed = changed(folder, "chat/ChatCommand.avsc", "\"SetBlocked\"", "\"SetBlocked\",\"Span\"");

        assertThat(Compatibility.breaches(SchemaSet.current(), changed))
                .anyMatch(breach -> breach.startsWith("io.parley.avro.ChatCommand of release"));
    }

    @Test
    void a_schema_that_is_gone_is_found() {
        SchemaSet less = new SchemaSet("less", new TreeMap<>(SchemaSet.current().byName()), Map.of());
        less.byName().remove("io.parley.avro.MarkRead");

        assertThat(Compatibility.breaches(SchemaSet.current(), less))
                .containsExactly("io.parley.avro.MarkRead of release now is gone");
    }

    /** A copy of the schemas of now with one text in one file replaced. */
    private static SchemaSet changed(Path folder, String file, String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(SchemaSet.CURRENT)) {
            for (Path source : files.filter(Files::isRegularFile).toList()) {
                Path target =
                        folder.resolve(SchemaSet.CURRENT.relativize(source).toString());
                Files.createDirectories(target.getParent());
                Files.copy(source, target);
            }
        }
        Path changed = folder.resolve(file);
        String before = Files.readString(changed);
        assertThat(before).contains(from);
        Files.writeString(changed, before.replace(from, to));
        return SchemaSet.of("changed", folder);
    }
}
