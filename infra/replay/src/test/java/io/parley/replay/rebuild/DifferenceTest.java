package io.parley.replay.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final Map<String, String> LIVE = Map.of("a", "1", "b", "2", "c", "3");

    @Test
    void rows_are_only_here_only_there_or_changed() {
        Difference difference = of(true, false, Map.of("a", "1", "b", "9", "d", "4"));

        assertThat(difference.onlyLive()).containsExactly("c");
        assertThat(difference.onlyCopy()).containsExactly("d");
        assertThat(difference.changed()).containsExactly("b");
        assertThat(difference.isSame()).isFalse();
        assertThat(difference.line()).contains("1 only live", "1 only in the copy", "1 with another content", "d");
    }

    @Test
    void what_the_log_has_forgotten_says_nothing_against_the_living_store() {
        Map<String, String> less = Map.of("a", "1", "b", "2");

        assertThat(of(true, false, less).isSame()).isFalse();
        assertThat(of(false, false, less).isSame()).isTrue();
        assertThat(of(false, false, Map.of("a", "1", "b", "9")).isSame()).isFalse();
    }

    @Test
    void a_cache_may_have_forgotten_and_a_table_may_not() {
        Map<String, String> more = Map.of("a", "1", "b", "2", "c", "3", "d", "4");

        assertThat(of(true, true, more).isSame()).isTrue();
        assertThat(of(true, false, more).isSame()).isFalse();
    }

    @Test
    void a_topic_that_forgets_is_whole_while_its_first_record_is_there() {
        Map<TopicPartition, Long> begins = Map.of(
                new TopicPartition("user.changes", 0), 0L,
                new TopicPartition("user.changes", 1), 17L,
                new TopicPartition("chat.members", 0), 17L,
                new TopicPartition("chat.messages", 0), 0L);

        Sources sources = Sources.of(Catalogue.load(), begins);

        assertThat(sources.shortened()).containsExactly("user.changes");
        assertThat(sources.isWhole("chats_by_user")).isFalse();
        assertThat(sources.isWhole("members")).isTrue();
        assertThat(sources.isWhole("chats")).isTrue();
    }

    @Test
    void every_table_has_its_sources() throws IOException {
        String cql = Files.readString(Path.of("..", "..", "schemas", "src", "main", "resources", "cql", "tables.cql"));

        assertThat(Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)")
                        .matcher(cql)
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(Sources.OF).containsKey(table));
    }

    private static Difference of(boolean whole, boolean mayForget, Map<String, String> copy) {
        return Difference.of("table", LIVE.size(), copy.size(), whole, mayForget, LIVE, copy);
    }
}
