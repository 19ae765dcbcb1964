package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds a page against axe's rules for who cannot see it, or cannot use a mouse. The page's own packages bring axe. */
final class BrowserAxe {

    private static final Path SOURCE = Path.of("..", "..", "clients", "node_modules", "axe-core", "axe.min.js");
    private static final String RUN =
            """
            async () => (await axe.run()).violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)""";

    private BrowserAxe() {}

    static void findsNothingSerious(Page page) {
        try {
            page.evaluate(Files.readString(SOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException("the page is built with axe-core beside it", e);
        }
        assertThat((List<?>) page.evaluate(RUN)).isEmpty();
    }
}
