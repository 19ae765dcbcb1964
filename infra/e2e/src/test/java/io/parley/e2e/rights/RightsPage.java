package io.parley.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of rights, {@code docs/rights.md}. */
public final class RightsPage {
    private static final Path PAGE = Path.of("../../docs/rights.md");
    private static final String HEAD =
            """
            # Who is answered what

            Every REST call and every frame, tried by everybody. This page is written by a test (`RightsIT`, with `-Dparley.write`) and held against running parts by it;
            another (`RightsPageTest`) fails when a call of the OpenAPI document or a frame of the AsyncAPI document has no row.

            Of a group, unless a row says otherwise. A call is answered by its status, and its code when that is an error; a frame by the type of the answer, or the code of its `error`.
            Frames need a connection: who has no token that holds is refused before the upgrade, and so is an app server.
            The app server calls with a service token, for a user who never was in the chat ([ADR 15](adr/0015-app-servers-act-for-users-and-the-log-knows-it.md)).

            """;

    private RightsPage() {}

    public static void assertSays(Map<String, List<String>> rows) {
        String page = HEAD + table(rows);
        try {
            if (System.getProperty("parley.write") != null) {
                Files.writeString(PAGE, page);
            }
            assertThat(page).isEqualTo(Files.readString(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(Map<String, List<String>> rows) {
        List<String> titles = Stream.of(Column.values()).map(Column::title).toList();
        return line("call or frame", titles)
                + line("---", titles.stream().map(title -> "---").toList())
                + rows.entrySet().stream()
                        .map(row -> line(name(row.getKey()), row.getValue()))
                        .collect(Collectors.joining());
    }

    /** What is called stands out from what is said about it. */
    private static String name(String row) {
        int note = row.indexOf(": ");
        return note < 0 ? "`" + row + "`" : "`" + row.substring(0, note) + "`" + row.substring(note);
    }

    private static String line(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |\n";
    }
}
