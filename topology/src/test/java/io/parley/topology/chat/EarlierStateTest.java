package io.parley.topology.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.state.ChatHead;
import io.parley.topology.state.StateSerde;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Rows that an earlier release wrote are read: they name their schema by a fingerprint, so it must be known. */
class EarlierStateTest {

    @Test
    void a_head_without_receipts_has_the_schema_of_the_first_release() {
        Schema.Parser parser = new Schema.Parser();
        parser.parse(released("common/ChatType"));
        Schema first = parser.parse(released("state/ChatHead"));

        Schema earlier = StateSerde.without(ChatHead.getClassSchema(), "marked", "told_at");

        assertThat(SchemaNormalization.parsingFingerprint64(earlier))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(first));
    }

    private static String released(String name) {
        try (InputStream file = Objects.requireNonNull(
                EarlierStateTest.class.getResourceAsStream("/released/1/" + name + ".avsc"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
