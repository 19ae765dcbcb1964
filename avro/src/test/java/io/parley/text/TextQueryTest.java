package io.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.text.TextQuery.Mark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|Hello, world!|Hello",
                "WORLD hello|Hello, world!|Hello/world",
                "cafe|Un café crème|café",
                "CAFÉ|un cafe|cafe",
                "strasse|Große Straße|Straße",
                "istanbul|İstanbul ve|İstanbul",
                "中国|我爱中国人民|中国",
                "国|我爱中国人民|国",
                "東京|東京都に住む|東京",
                "ラーメン|美味しいラーメンを食べる|ラーメン",
                "ﾗｰﾒﾝ|美味しいラーメンを食べる|ラーメン",
                "한국어|한국어를 배운다|한국어",
                "ไทย|ประเทศไทย|ไทย",
                "สวัสดี|สวัสดีชาวโลก|สวัสดี",
                "โลก|สวัสดีชาวโลก|โลก",
                "ສະບາຍ|ສະບາຍດີ|ສະບາຍ",
                "नमस्ते|नमस्ते दुनिया|नमस्ते",
                "مرحبا|مَرْحَبًا بالعالم|مَرْحَبًا",
                "привет|ПРИВЕТ мир|ПРИВЕТ",
                "👍|well done 👍 again|👍",
                "wi-fi|the wi-fi is down|wi-fi",
                "2026|in 2026 again|2026",
                "full|ｆｕｌｌ width|ｆｕｌｌ",
                "example|see https://example.com/x now|example",
                "example.com|see https://example.com/x now|example.com",
                "case|a snake_case name|case",
                "3.14|pi is 3.14159 or 3.14|3.14",
            })
    void words_of_every_script_are_found_and_marked(String query, String text, String marked) {
        assertThat(found(query, text)).contains(marked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hell|hello",
                "hello moon|hello world",
                "国中|我爱中国人民",
                "日本語|日本の語り、本語",
                "👍|👎",
                "fi-wi|the wi-fi is down",
                "com.example|see https://example.com/x now",
            })
    void what_is_not_there_is_not_found(String query, String text) {
        assertThat(found(query, text)).isEmpty();
    }

    @Test
    void all_places_are_marked_in_utf16_units_without_overlaps() {
        List<Mark> marks = TextQuery.of("go").orElseThrow().marks("😀 go, GO! and gone");

        assertThat(marks).containsExactly(new Mark(3, 5), new Mark(7, 9));
        assertThat(TextQuery.of("哈哈").orElseThrow().marks("哈哈哈")).containsExactly(new Mark(0, 3));
    }

    @Test
    void a_text_has_every_word_of_what_finds_it() {
        for (String text : List.of("Hello, world!", "我爱中国人民", "ประเทศไทย", "한국어를 배운다", "👍🏽 ok", "wi-fi")) {
            for (String query : List.of(text, text.substring(0, 2))) {
                assertThat(Words.of(text))
                        .containsAll(TextQuery.of(query)
                                .filter(found -> !found.marks(text).isEmpty())
                                .map(TextQuery::words)
                                .orElse(List.of()));
            }
        }
    }

    @Test
    void where_there_is_no_word_there_is_nothing_to_look_for() {
        assertThat(TextQuery.of("  … ?! ")).isEmpty();
    }

    @Test
    void a_long_word_is_known_by_its_beginning_and_a_text_by_its_first_words() {
        String link = "x".repeat(300);
        String long16 = java.util.stream.IntStream.range(0, 9_000)
                .mapToObj(i -> "w" + i)
                .collect(Collectors.joining(" "));

        assertThat(found(link, "see " + link)).contains(link);
        assertThat(Words.of(link)).allSatisfy(word -> assertThat(word).hasSize(64));
        assertThat(Words.of(long16)).hasSize(Words.MOST);
    }

    private static Optional<String> found(String query, String text) {
        return TextQuery.of(query)
                .map(wanted -> wanted.marks(text))
                .filter(marks -> !marks.isEmpty())
                .map(marks -> marks.stream()
                        .map(mark -> text.substring(mark.start(), mark.end()))
                        .collect(Collectors.joining("/")));
    }
}
