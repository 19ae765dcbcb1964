package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // JUnit gives the folder
class MediaTypesTest {
    @TempDir
    Path folder;

    private String sniff(byte[] bytes, String name) throws IOException {
        return MediaTypes.sniff(Files.write(folder.resolve("f"), bytes), name);
    }

    private String sniff(String text, String name) throws IOException {
        return sniff(text.getBytes(StandardCharsets.UTF_8), name);
    }

    @Test
    void bytes_say_what_a_file_is_whatever_its_name() throws IOException {
        assertThat(sniff(SamplePictures.png(2, 2), "a.txt")).isEqualTo("image/png");
        assertThat(sniff(SamplePictures.jpeg(2, 2, 1), "a.html")).isEqualTo("image/jpeg");
        assertThat(sniff("<!DOCTYPE html><html><script>1</script></html>", "a.png"))
                .isEqualTo("text/html");
        assertThat(sniff("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a.jpg"))
                .isEqualTo("image/svg+xml");
        assertThat(sniff("%PDF-1.7\n", "a")).isEqualTo("application/pdf");
    }

    @Test
    void a_name_makes_no_picture_of_what_is_none() throws IOException {
        assertThat(sniff(new byte[] {1, 2, 3, 4}, "a.png")).isEqualTo("application/octet-stream");
        assertThat(sniff("hello", "a.jpg")).isEqualTo("text/plain");
    }

    @Test
    void a_name_says_what_a_text_is() throws IOException {
        assertThat(sniff("alert(1)", "a.js")).contains("javascript");
        assertThat(sniff("a,b", "a.csv")).isEqualTo("text/csv");
    }
}
