package io.parley.tests.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Catalogue;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.pages.TopicIndex;
import io.parley.avro.pages.TopicPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** docs/topics says what the catalogue, the schemas and the topologies say. {@code -Dparley.write} writes it anew. */
class TopicPagesTest {
    private static final Path FOLDER = Path.of("..", "docs", "topics");
    private static final String MADE = "made by mvn test -Dtest=TopicPagesTest -Dparley.write";

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void every_topic_has_its_page_and_no_page_is_of_nothing() throws IOException {
        Map<String, String> pages = pages();
        if (System.getProperty("parley.write") != null) {
            write(pages);
        }

        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey()))
                    .as(MADE)
                    .exists()
                    .content()
                    .isEqualTo(page.getValue());
        }
        assertThat(filesThere()).as(MADE).containsExactlyInAnyOrderElementsOf(pages.keySet());
    }

    @Test
    void every_topic_of_records_shows_one_that_a_topology_read_or_wrote() {
        try (TopicSamples samples = TopicSamples.make()) {
            for (Topic<?> topic : Topics.ALL) {
                assertThat(samples.of(topic.name())).as(topic.name()).isPresent();
            }
            assertThat(samples.of(Topics.TALK_DEAD_LETTERS)).isPresent();
        }
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("README.md", TopicIndex.of(catalogue));
        try (TopicSamples samples = TopicSamples.make()) {
            for (Catalogue.Entry topic : catalogue.topics()) {
                pages.put(
                        topic.name() + ".md",
                        TopicPage.of(
                                topic,
                                schema(topic.name()),
                                samples.of(topic.name()).orElse(null)));
            }
        }
        return pages;
    }

    private static @org.jspecify.annotations.Nullable Schema schema(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .map(Topic::schema)
                .findFirst()
                .orElse(null);
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : filesThere()) {
            Files.delete(FOLDER.resolve(old));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<String> filesThere() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return new ArrayList<>(
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
