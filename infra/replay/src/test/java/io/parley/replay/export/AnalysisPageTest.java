package io.parley.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question of docs/analysis.md is asked, and answers what the page says. {@code -Dparley.write} writes the answers anew. */
class AnalysisPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "analysis.md");
    private static final Pattern QUESTION = Pattern.compile("```sql\n(.*?)```\n\n```text\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_question_has_the_answer_that_the_page_shows() throws IOException, SQLException {
        Exported.write(Format.PARQUET, folder);
        Exported.write(Format.JSONL, folder);
        String page = Files.readString(PAGE);

        String answered;
        Matcher questions = QUESTION.matcher(page);
        try (Duck duck = new Duck(folder)) {
            answered = questions.replaceAll(found -> Matcher.quoteReplacement(answer(duck, found)));
        }
        if (System.getProperty("parley.write") != null) {
            Files.writeString(PAGE, answered);
        }

        assertThat(questions.reset().results()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(PAGE)
                .as("made by mvn test -Dtest=AnalysisPageTest -Dparley.write")
                .content()
                .isEqualTo(answered);
    }

    private static String answer(Duck duck, MatchResult found) {
        try {
            return "```sql\n" + found.group(1) + "```\n\n```text\n" + table(duck.ask(found.group(1))) + "```\n";
        } catch (SQLException e) {
            throw new AssertionError(found.group(1), e);
        }
    }

    private static String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                line.append(String.format("%-" + (width + 2) + "s", row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return rows.isEmpty() ? "" : text.toString();
    }
}
