package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about faults and bugs says what the code has. */
class PageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "torture.md");

    @Test
    void every_fault_is_on_the_page_and_none_that_is_not_there() {
        assertThat(PAGE).content().contains(Page.faults(Catalogue.all()));
    }

    @Test
    void every_bug_of_the_parts_is_on_the_page() {
        assertThat(PAGE).content().contains(Page.bugs());
    }
}
