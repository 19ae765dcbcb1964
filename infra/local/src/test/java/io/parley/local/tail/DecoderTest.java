package io.parley.local.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static final String SCHEMA =
            """
            {"type":"record","name":"Fact","fields":[
              {"name":"id","type":"string"},
              {"name":"note","type":["null","string"],"default":null},
              {"name":"what","type":[
                {"type":"record","name":"Said","fields":[{"name":"text","type":"string"}]},
                {"type":"record","name":"Gone","fields":[]}]}]}""";
    private static final Schema FACT = new Schema.Parser().parse(SCHEMA);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_record_is_shown_by_the_schema_it_was_written_with() throws Exception {
        Decoder decoder = new Decoder(id -> SCHEMA);

        assertThat(decoder.decode(record(7)).toString())
                .isEqualTo("{\"id\":\"m1\",\"what\":{\"Said\":{\"text\":\"hi\"}}}");
    }

    @Test
    void what_cannot_be_decoded_is_shown_as_it_is() throws Exception {
        Decoder decoder = new Decoder(id -> {
            throw new IOException("no schema " + id);
        });

        assertThat(decoder.decode("plain".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .asText())
                .isEqualTo("plain");
        assertThat(decoder.decode(record(9)).path("undecodable").asText()).isEqualTo("no schema 9");
        assertThat(decoder.decode(null).isNull()).isTrue();
    }

    @Test
    void a_place_is_a_word_a_count_a_time_ago_or_a_time() {
        assertThat(From.parse("beginning", NOW)).isEqualTo(new From.Beginning());
        assertThat(From.parse("12", NOW)).isEqualTo(new From.Last(12));
        assertThat(From.parse("10m", NOW)).isEqualTo(new From.At(Instant.parse("2026-01-01T11:50:00Z")));
        assertThat(From.parse("2025-06-01T00:00:00Z", NOW))
                .isEqualTo(new From.At(Instant.parse("2025-06-01T00:00:00Z")));
        assertThatThrownBy(() -> From.parse("yesterday", NOW)).isInstanceOf(Trouble.class);
    }

    private static byte[] record(int schema) throws IOException {
        GenericRecord said = new GenericRecordBuilder(
                        FACT.getField("what").schema().getTypes().get(0))
                .set("text", "hi")
                .build();
        GenericRecord fact =
                new GenericRecordBuilder(FACT).set("id", "m1").set("what", said).build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schema).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(FACT).write(fact, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
