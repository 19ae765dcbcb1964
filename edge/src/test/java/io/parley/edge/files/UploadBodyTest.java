package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // JUnit gives the folder
class UploadBodyTest {
    private static final Spool.Limits LIMITS = new Spool.Limits(1_000, Duration.ofMinutes(1));
    private static final String FORM = "multipart/form-data; boundary=xyz";

    @TempDir
    Path folder;

    private UploadBody.Received read(String body, @Nullable String type, @Nullable String name)
            throws IOException, UnfitFile {
        return UploadBody.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), type, name, target(), LIMITS);
    }

    private Path target() {
        return folder.resolve("t");
    }

    private static String part(String disposition, String content) {
        return "--xyz\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private void assertRefused(String body, @Nullable String type, UnfitFile.Reason reason) {
        assertThatThrownBy(() -> read(body, type, null))
                .isInstanceOfSatisfying(
                        UnfitFile.class, unfit -> assertThat(unfit.reason()).isEqualTo(reason));
    }

    @Test
    void a_form_has_its_file_in_the_part_of_that_name() throws Exception {
        String body = part("name=\"note\"", "x") + part("name=\"file\"; filename=\"\u00e4.txt\"", "hello\r\n--xy")
                + "--xyz--\r\n";

        UploadBody.Received received = read(body, FORM, null);

        assertThat(received).isEqualTo(new UploadBody.Received("\u00e4.txt", 11));
        assertThat(target()).hasContent("hello\r\n--xy");
    }

    @Test
    void a_name_may_come_in_the_long_form() throws Exception {
        String body = part("name=file; filename*=UTF-8''%E2%82%AC.txt", "x") + "--xyz--\r\n";

        assertThat(read(body, FORM, null).name()).isEqualTo("\u20ac.txt");
    }

    @Test
    void a_body_of_its_own_type_is_the_file() throws Exception {
        assertThat(read("hello", "text/plain; charset=utf-8", "a.txt")).isEqualTo(new UploadBody.Received("a.txt", 5));
    }

    @Test
    void a_body_that_is_no_form_and_has_no_type_is_unsupported() {
        assertRefused("x", null, UnfitFile.Reason.UNSUPPORTED);
        assertRefused("a=b", "application/x-www-form-urlencoded", UnfitFile.Reason.UNSUPPORTED);
        assertRefused("x", "multipart/mixed; boundary=xyz", UnfitFile.Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no form at all",
                "--xyz--\r\n",
                "--xyz\r\nContent-Disposition: form-data; name=other\r\n\r\nx\r\n--xyz--\r\n",
                "--xyz\r\nContent-Disposition: form-data; name=file\r\n\r\nnever ends",
                "--xyz\r\nContent-Dispo"
            })
    void a_form_without_a_whole_file_is_malformed(String body) {
        assertRefused(body, FORM, UnfitFile.Reason.MALFORMED);
    }

    @Test
    void a_form_without_a_boundary_is_malformed() {
        assertRefused("x", "multipart/form-data", UnfitFile.Reason.MALFORMED);
        assertRefused("x", "multipart/form-data; boundary=" + "b".repeat(71), UnfitFile.Reason.MALFORMED);
    }

    @Test
    void headers_of_a_part_are_few() {
        String long4k = "--xyz\r\nX: " + "y".repeat(5_000) + "\r\n\r\nx\r\n--xyz--\r\n";

        assertRefused(long4k, FORM, UnfitFile.Reason.MALFORMED);
    }

    @Test
    void a_file_over_its_limit_is_not_written_on() throws IOException {
        assertRefused("x".repeat(1_001), "text/plain", UnfitFile.Reason.TOO_LARGE);
        assertRefused(part("name=file", "x".repeat(1_001)) + "--xyz--\r\n", FORM, UnfitFile.Reason.TOO_LARGE);
        assertRefused(part("name=other", "x".repeat(1_001)) + "--xyz--\r\n", FORM, UnfitFile.Reason.TOO_LARGE);
        assertThat(Files.size(target())).isLessThanOrEqualTo(1_000);
    }
}
