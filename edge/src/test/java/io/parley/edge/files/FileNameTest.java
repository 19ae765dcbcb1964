package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "plan.pdf, plan.pdf",
        "../../etc/passwd, passwd",
        "'..\\..\\boot.ini', boot.ini",
        "/etc/, file",
        "'..', file",
        "'.htaccess', htaccess",
        "'', file",
        "'a\u0000b\nc.txt', abc.txt",
        "'exe\u202Efdp.txt', exefdp.txt",
        "'a<b>:\"|?*.txt', a_b______.txt",
        "'name. . ', name",
        "'cafe\u0301.png', 'caf\u00e9.png'",
        "'half \uD83D.txt', 'half.txt'"
    })
    void a_name_is_no_path_and_has_nothing_in_it_that_is_not_seen(String given, String kept) {
        assertThat(FileName.clean(given)).isEqualTo(kept);
    }

    /** A sealed name begins with its key's id, {@code USER/STAMP/…:}: who could give one would have everybody wait for that key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann/0/k1:sealed",
                "x/ann/0/k1:sealed",
                "ann\\0\\k1:sealed",
                "ann\u2215k1:sealed",
                "ann\u200F/k1:"
            })
    void no_name_looks_like_a_sealed_one(String given) {
        assertThat(FileName.clean(given)).doesNotContain("/", ":");
    }

    @Test
    void no_name_is_a_name_too() {
        assertThat(FileName.clean(null)).isEqualTo("file");
    }

    @Test
    void a_long_name_keeps_its_extension_and_whole_characters() {
        String kept = FileName.clean("\uD83D\uDE00".repeat(300) + ".jpeg");

        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(FileName.MAX_BYTES);
        assertThat(kept).endsWith("\uD83D\uDE00.jpeg");
    }

    @Test
    void an_extension_says_what_the_file_is_now() {
        assertThat(FileName.as("photo.html", List.of(".jpg", ".jpeg"))).isEqualTo("photo.jpg");
        assertThat(FileName.as("photo.JPEG", List.of(".jpg", ".jpeg"))).isEqualTo("photo.JPEG");
        assertThat(FileName.as("photo", List.of(".png"))).isEqualTo("photo.png");
        assertThat(FileName.as("v1.2 final", List.of(".png"))).isEqualTo("v1.2 final.png");
    }
}
