package io.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.keys.DataKey.Field;
import io.parley.keys.MasterKeys.Wrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final String ONE = line("2026-11", 1);
    private static final String TWO = line("2026-12", 2);

    static String line(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    @Test
    void what_a_wrapped_key_seals_it_opens_after_unwrapping() {
        MasterKeys masters = MasterKeys.parse(List.of(ONE), "here");
        Wrapped wrapped = masters.make("alice", 0);

        String sealed = masters.unwrap(wrapped).seal("c1", Field.CONTENT, "Grüße 👋");

        assertThat(sealed).doesNotContain("Grüße");
        assertThat(masters.unwrap(wrapped).open("c1", Field.CONTENT, sealed)).isEqualTo("Grüße 👋");
        assertThat(wrapped.id()).startsWith("alice/");
        assertThat(masters.make("alice", 0).id()).isNotEqualTo(wrapped.id());
    }

    @Test
    void a_sealed_text_belongs_to_its_chat_and_field_and_an_empty_one_stays_empty() {
        MasterKeys masters = MasterKeys.parse(List.of(ONE), "here");
        DataKey key = masters.unwrap(masters.make("alice", 0));
        String sealed = key.seal("c1", Field.CONTENT, "hello");

        assertThatThrownBy(() -> key.open("c2", Field.CONTENT, sealed)).isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> key.open("c1", Field.DATA, sealed)).isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> key.open("c1", Field.CONTENT, "hello!")).isInstanceOf(ForgedException.class);
        assertThat(key.seal("c1", Field.CONTENT, "")).isEmpty();
        assertThat(key.open("c1", Field.CONTENT, "")).isEmpty();
    }

    @Test
    void the_first_master_wraps_and_all_unwrap() {
        Wrapped old = MasterKeys.parse(List.of(ONE), "here").make("alice", 0);
        MasterKeys both = MasterKeys.parse(List.of(TWO, "", ONE), "here");

        assertThat(both.unwrap(old).id()).isEqualTo(old.id());
        assertThat(both.make("alice", 0).wrapped()).startsWith("2026-12.");
        assertThatThrownBy(() -> MasterKeys.parse(List.of(TWO), "here").unwrap(old))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("2026-11");
    }

    @Test
    void a_wrapped_key_of_one_user_is_not_taken_for_anothers() {
        MasterKeys masters = MasterKeys.parse(List.of(ONE), "here");
        Wrapped of = masters.make("alice", 0);

        assertThatThrownBy(() -> masters.unwrap(new Wrapped("bob/0/1", of.wrapped())))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void what_is_no_file_of_keys_is_refused_with_its_line() {
        assertThatThrownBy(() -> MasterKeys.parse(List.of(), "content.keys.file"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1 to 4");
        assertThatThrownBy(() -> MasterKeys.parse(List.of(ONE, "x:c2hvcnQ="), "content.keys.file"))
                .hasMessageContaining("line 2 of content.keys.file")
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> MasterKeys.parse(List.of(ONE, ONE), "content.keys.file"))
                .hasMessageContaining("another line has");
        assertThatThrownBy(() -> MasterKeys.parse(List.of("no key at all"), "content.keys.file"))
                .hasMessageContaining("ID:KEY");
    }

    @Test
    void a_file_is_read_again_and_one_that_became_unfit_changes_nothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), ONE);
        try (MasterKeyFile keys = MasterKeyFile.open(new AbstractConfig(
                MasterKeyFile.define(new ConfigDef()),
                Map.of(MasterKeyFile.FILE, file.toString(), MasterKeyFile.REFRESH, 3_600_000),
                false))) {
            Files.writeString(file, "unfit");
            keys.readAgain();
            assertThat(Objects.requireNonNull(keys.now()).ids()).containsExactly("2026-11");

            Files.writeString(file, TWO + "\n" + ONE);
            keys.readAgain();
            assertThat(Objects.requireNonNull(keys.now()).ids()).containsExactly("2026-12", "2026-11");
        }
    }

    @Test
    void a_key_never_stands_in_a_text() {
        MasterKeys masters = MasterKeys.parse(List.of(ONE), "here");

        assertThat(masters.unwrap(masters.make("alice", 0)).toString()).matches("DataKey\\[alice/0/[A-Za-z0-9_-]{16}]");
    }
}
