package io.parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands of docs/replay.md, so that tests run what the page says. */
public final class Page {
    private static final Path PAGE = Path.of("../../docs/replay.md");
    private static final String OPENING = "```sh\n";

    private Page() {}

    /** The block of commands that stands after a comment with this name: {@code <!-- run: NAME -->}. */
    public static String block(String name) {
        try {
            String page = Files.readString(PAGE);
            String mark = "<!-- run: " + name + " -->";
            if (!page.contains(mark)) {
                throw new IllegalArgumentException(PAGE + " has no " + mark);
            }
            int from = page.indexOf(OPENING, page.indexOf(mark)) + OPENING.length();
            return page.substring(from, page.indexOf("```", from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
