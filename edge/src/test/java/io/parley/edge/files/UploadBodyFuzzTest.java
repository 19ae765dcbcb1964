package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Forms of noise: each is read or refused, and nothing else. */
class UploadBodyFuzzTest {
    private static final Spool.Limits LIMITS = new Spool.Limits(1_000, Duration.ofMinutes(1));
    private static final byte[] HEAD =
            "--xyz\r\nContent-Disposition: form-data; name=file\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 300)
    void no_bytes_of_a_form_are_a_fault_of_ours(@ForAll byte[] noise) throws IOException {
        read(noise);
        read(ByteBuffer.allocate(HEAD.length + noise.length)
                .put(HEAD)
                .put(noise)
                .array());
    }

    private static void read(byte[] body) throws IOException {
        Path file = Files.createTempFile("parley-fuzz", ".part");
        try {
            UploadBody.read(new ByteArrayInputStream(body), "multipart/form-data; boundary=xyz", null, file, LIMITS);
        } catch (UnfitFile expected) {
            assertThat(expected.detail()).isNotEmpty();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
