package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.edge.protocol.CloseCode;
import io.parley.edge.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a client can be told has a row on the page for who embeds, and no row is of none. */
class EmbedPageTest {
    private static final Path PAGE = Path.of("../docs/embed.md");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [0-9–]");
    private static final Pattern CLOSE = Pattern.compile("(?m)^\\| ([0-9]{4}) \\|");

    /** Of REST alone, where no list of the published document has them. */
    private static final Set<String> OF_CALLS =
            Set.of("not_found", "method_not_allowed", "conflict", "unsupported_type", "no_such_user", "no_such_device");

    @Test
    void every_error_code_has_a_row() throws IOException {
        Set<String> known = new TreeSet<>(OF_CALLS);
        Stream.of(ErrorCode.values()).map(ErrorCode::wire).forEach(known::add);
        for (JsonNode list : PublishedDocuments.read("asyncapi.yaml").findParents("enum")) {
            Set<String> codes = new TreeSet<>();
            list.get("enum").forEach(code -> codes.add(code.asText()));
            if (codes.contains("bad_frame")) {
                known.addAll(codes);
            }
        }

        assertThat(rows(ERROR)).isEqualTo(known);
    }

    @Test
    void every_close_code_has_a_row() throws IOException {
        Set<String> known = Stream.of(CloseCode.values())
                .map(code -> Integer.toString(code.code()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows(CLOSE)).isEqualTo(known);
    }

    private static Set<String> rows(Pattern pattern) throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = pattern.matcher(Files.readString(PAGE));
        while (row.find()) {
            rows.add(row.group(1));
        }
        return rows;
    }
}
