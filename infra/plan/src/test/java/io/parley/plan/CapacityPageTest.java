package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page's tables and pictures are made from the formulae and the checked-in costs. {@code -Dparley.write} writes them
 * anew.
 */
class CapacityPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path PAGE = DOCS.resolve("capacity.md");
    private static final Path PICTURES = DOCS.resolve("images");
    private static final String BEGIN = "<!-- made by the test of this page: begin -->\n";
    private static final String END = "<!-- end -->\n";
    private static final String HOW = "made by mvn -f infra/plan/pom.xml test -Dtest=CapacityPageTest -Dparley.write";

    @Test
    void the_page_says_what_the_formulae_say() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        Plan.Assumed all = Given.defaults();
        String tables = Report.of(
                all,
                Stream.of(all.load().meanMessages(), all.load().peakMessages())
                        .map(rate -> Plan.of(all, rate))
                        .toList());
        String made = page.substring(0, begin) + tables + page.substring(end);
        if (isWritten()) {
            Files.writeString(PAGE, made);
        }

        assertThat(PAGE).as(HOW).content().isEqualTo(made);
    }

    @Test
    void the_pictures_show_what_the_formulae_say_and_the_page_shows_each() throws IOException {
        Map<String, String> pictures = Pictures.of(Given.defaults());
        if (isWritten()) {
            for (Map.Entry<String, String> picture : pictures.entrySet()) {
                Files.writeString(PICTURES.resolve(picture.getKey()), picture.getValue());
            }
        }

        pictures.forEach((name, svg) -> {
            assertThat(PICTURES.resolve(name)).as(HOW).content().isEqualTo(svg);
            assertThat(PAGE).content().contains("images/" + name);
        });
    }

    @Test
    void a_shard_has_as_many_partitions_as_the_catalogue_and_the_stores_say() throws IOException {
        Path root = DOCS.resolveSibling("");
        List<String> catalogue = Files.readAllLines(root.resolve("schemas/src/main/resources/topics.yaml"));
        long stores = names(root.resolve("topology/src/main/java/io/parley/topology/state/TalkStores.java"))
                + names(root.resolve("topology/src/main/java/io/parley/topology/push/PushStores.java"));

        assertThat(catalogue.stream().filter(line -> line.strip().equals("partitions: shards")))
                .hasSize(LogBytes.TOPICS_A_SHARD);
        // One of them is the global table of leases, which has no changelog.
        assertThat(stores - 1).isEqualTo(LogBytes.STORES_A_SHARD);
    }

    private static long names(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .filter(line -> line.contains("static final String "))
                .count();
    }

    private static boolean isWritten() {
        return System.getProperty("parley.write") != null;
    }
}
