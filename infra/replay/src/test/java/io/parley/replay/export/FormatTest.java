package io.parley.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.SchemaRegistry;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools read of an export is what lay in the log. */
class FormatTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void an_avro_file_has_every_record_as_it_was_and_its_schema() throws IOException {
        Path file = Exported.write(Format.AVRO, folder);

        List<GenericRecord> read = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            reader.forEach(read::add);
            assertThat(reader.getSchema()).isEqualTo(Exported.ENVELOPE.schema());
        }

        assertThat(read.stream().map(Object::toString))
                .containsExactlyElementsOf(
                        Exported.messages().stream().map(Object::toString).toList());
    }

    @Test
    void json_has_a_line_a_record_with_iso_times() throws IOException {
        Path file = Exported.write(Format.JSONL, folder);

        List<String> lines = Files.readAllLines(file);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));

        assertThat(lines).hasSameSizeAs(Exported.messages());
        assertThat(first.path("event_time").asText()).startsWith("20").endsWith("Z");
        assertThat(first.path("key").asText()).isEqualTo("gFast");
        assertThat(first.at("/value/fact/Message/content").asText()).isEqualTo("text 1");
    }

    @Test
    void parquet_says_the_same_under_the_same_paths() throws Exception {
        Exported.write(Format.PARQUET, folder);
        Exported.write(Format.JSONL, folder);
        String columns =
                "SELECT \"offset\", event_time, key, value.kind, value.fact.Message.content, value.fact.MessageEdited.mentions,"
                        + " value.fact.MessageReaction.emoji FROM ";

        try (Duck duck = new Duck(folder)) {
            List<List<String>> parquet = duck.ask(columns + "'chat.messages.parquet' ORDER BY ALL");

            assertThat(parquet).hasSize(1 + Exported.messages().size());
            assertThat(parquet.get(1)).contains("gFast", "message", "text 1");
            assertThat(parquet).anySatisfy(row -> assertThat(row).contains("[bob]"));
            assertThat(parquet).anySatisfy(row -> assertThat(row).contains("👍"));
            String count = "SELECT count(*), sum(\"offset\"), sum(value.stamp) FROM ";
            assertThat(duck.ask(count + "'chat.messages.parquet'").get(1))
                    .isEqualTo(
                            duck.ask(count + "read_json('chat.messages.jsonl')").get(1));
        }
    }

    @Test
    void words_that_were_opened_are_plain_in_every_format_and_what_was_erased_is_said() throws Exception {
        for (Format format : Format.values()) {
            Exported.writeOpened(format, folder);
        }

        List<String> lines = Files.readAllLines(folder.resolve("opened.jsonl"));
        assertThat(lines.get(0))
                .contains("\"content\":\"text 1\"", "\"erased\":[]")
                .doesNotContain("key_id");
        assertThat(lines.get(1)).contains("\"content\":\"\"", "\"erased\":[\"fact.content\"]", "\"key_id\":\"bob/");
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(folder.resolve("opened.avro").toFile(), new GenericDatumReader<>())) {
            assertThat(reader.next().toString()).contains("\"content\": \"text 1\"", "\"erased\": []");
            assertThat(reader.next().toString()).contains("\"content\": \"\"", "\"erased\": [\"fact.content\"]");
        }
        try (Duck duck = new Duck(folder)) {
            String columns = "SELECT value.fact.Message.content, erased FROM 'opened.parquet' ORDER BY \"offset\"";
            assertThat(duck.ask(columns).subList(1, 3))
                    .containsExactly(List.of("text 1", "[]"), List.of("", "[fact.content]"));
        }
    }

    @Test
    void every_topic_can_be_columns() throws IOException {
        for (Topic<?> topic : Topics.ALL) {
            Schema value = new Schema.Parser().parse(SchemaRegistry.text(topic.schema()));
            Path file = folder.resolve(topic.name() + ".parquet");
            Format.PARQUET.create(file, Envelope.of(value).schema()).close();

            assertThat(file).as(topic.name()).isNotEmptyFile();
        }
    }
}
