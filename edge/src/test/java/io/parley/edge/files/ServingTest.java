package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {

    private static FileCard card(String name, String type, @Nullable Integer pixels) {
        return new FileCard("c", "f", name, 1, type, pixels, pixels, "ann", Instant.EPOCH, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xhtml+xml",
                "image/svg+xml",
                "application/xml",
                "application/javascript",
                "application/pdf",
                "text/plain",
                "image/jpeg"
            })
    void what_was_not_encoded_by_us_is_an_attachment_without_a_type(String type) {
        Serving serving = Serving.of(card("a b.html", type, null));

        assertThat(serving.contentType()).isEqualTo("application/octet-stream");
        assertThat(serving.disposition()).startsWith("attachment; filename=\"a b.html\"");
    }

    @Test
    void a_picture_that_was_encoded_by_us_is_shown() {
        Serving serving = Serving.of(card("a.png", "image/png", 10));

        assertThat(serving.contentType()).isEqualTo("image/png");
        assertThat(serving.disposition()).startsWith("inline;");
    }

    @Test
    void film_is_played() {
        assertThat(Serving.of(card("a.mp4", "video/mp4", null)).contentType()).isEqualTo("video/mp4");
    }

    @Test
    void a_name_cannot_leave_its_header() {
        String disposition = Serving.of(card("\u00e9\";\r\nX-Evil: 1.txt", "text/plain", null))
                .disposition();

        assertThat(disposition)
                .isEqualTo(
                        "attachment; filename=\"_____X-Evil_ 1.txt\"; filename*=UTF-8''%C3%A9%22%3B%0D%0AX-Evil%3A%201.txt");
    }
}
